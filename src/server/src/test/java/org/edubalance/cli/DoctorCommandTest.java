package org.edubalance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {

    private static String doctor(int code, String... more) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            String[] args = new String[more.length + 1];
            args[0] = "doctor";
            System.arraycopy(more, 0, args, 1, more.length);
            assertThat(Main.execute(args)).isEqualTo(code);
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void saysWhatTheMachineHas() {
        String said = doctor(0, "--lang", "en", "--port", "0");
        assertThat(said)
                .contains("ok       gs-edubalance ", "ok       Java " + System.getProperty("java.version"))
                .containsPattern("ok       \\d+ MB of memory for this program, \\d+ processors?")
                .containsPattern("ok       \\d\\d? processes of edu")
                .contains("ok       port 0 of 127.0.0.1 is free for serve")
                .containsPattern("(ok       fonts for Chinese: |warning  no font)");
        assertThat(said.lines()).hasSize(8);
    }

    @Test
    void saysItInChinese() {
        assertThat(doctor(0, "--lang", "zh", "--port", "0").lines())
                .hasSize(8)
                .allMatch(line -> line.matches("(正常|注意) .*"))
                .anyMatch(line -> line.matches("正常 +edu 的处理共\\d+个"));
    }

    @Test
    void tellsOfAPortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            assertThat(doctor(0, "--lang", "en", "--port", port))
                    .contains("warning  port " + port + " of 127.0.0.1 is taken: give serve another one with --port");
        }
        assertThat(doctor(0, "--lang", "en", "--port", "99999")).contains("warning  port 99999 of 127.0.0.1 is taken");
    }

    @Test
    void tellsWhatIsBroken() {
        List<Checkup.Finding> findings = new Checkup("127.0.0.1", 0).findings();
        assertThat(findings).noneMatch(finding -> finding.grade() == Checkup.Grade.BROKEN);
        String directory = System.getProperty("java.io.tmpdir");
        System.setProperty("java.io.tmpdir", "/no/such/directory");
        try {
            assertThat(doctor(1, "--lang", "en", "--port", "0"))
                    .contains("broken   /no/such/directory cannot be written to: set another one with JAVA_OPTS");
        } finally {
            System.setProperty("java.io.tmpdir", directory);
        }
    }
}
