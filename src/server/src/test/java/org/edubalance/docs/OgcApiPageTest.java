package org.edubalance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.edubalance.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands of the page about the OGC API run here, and give the JSON that the page shows below them. */
class OgcApiPageTest {

    private static final Pattern BLOCK = Pattern.compile("(?s)```(sh|json)\n(.*?)```");

    /** A word of a command: in single quotes, or up to the next blank. */
    private static final Pattern WORD = Pattern.compile("'([^']*)'|((?:\\\\\n|[^\\s'])+)");

    private static TestServer server;

    private String job;

    @BeforeAll
    static void start() {
        server = new TestServer(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"docs/ogcapi.md, en", "docs/ogcapi.zh-CN.md, zh"})
    void theCommandsRunAndGiveWhatThePageShows(Path page, String language) throws Exception {
        Matcher block = BLOCK.matcher(Files.readString(page));
        List<HttpResponse<byte[]>> answers = List.of();
        int run = 0;
        boolean refused = false;
        while (block.find()) {
            if (block.group(1).equals("sh")) {
                answers = new ArrayList<>();
                for (String command : commands(block.group(2))) {
                    HttpResponse<byte[]> answer = run(command, language);
                    answers.add(answer);
                    refused |= answer.statusCode() == 400;
                    assertThat(answer.statusCode())
                            .as(command + "\n" + TestServer.text(answer))
                            .isIn(200, 201, 400);
                    run++;
                }
            } else {
                ObjectMapper mapper = new ObjectMapper();
                JsonNode shown = mapper.readTree(block.group(2));
                JsonNode got = mapper.readTree(answers.get(answers.size() - 1).body());
                shown.fields().forEachRemaining(member -> {
                    assertThat(got.has(member.getKey())).as(got.toString()).isTrue();
                    if (!member.getValue().asText().equals("…")) {
                        assertThat(got.get(member.getKey())).isEqualTo(member.getValue());
                    }
                });
            }
        }
        assertThat(run).isEqualTo(8);
        assertThat(refused).isTrue();
        assertThat(job).isNotNull();
    }

    @Test
    void bothPagesShowTheSameCommands() throws IOException {
        assertThat(blocks(Path.of("docs/ogcapi.zh-CN.md"))).isEqualTo(blocks(Path.of("docs/ogcapi.md")));
    }

    private static List<String> blocks(Path page) throws IOException {
        return BLOCK.matcher(Files.readString(page))
                .results()
                .filter(block -> block.group(1).equals("sh"))
                .map(block -> block.group(2))
                .toList();
    }

    private static List<String> commands(String block) {
        List<String> commands = new ArrayList<>();
        for (String command : block.split("(?m)^(?=curl )")) {
            if (command.startsWith("curl ")) {
                commands.add(command.strip());
            }
        }
        return commands;
    }

    private HttpResponse<byte[]> run(String command, String language) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder().header("Accept-Language", language);
        String method = "GET";
        String body = null;
        String url = null;
        Matcher word = WORD.matcher(command.substring("curl ".length()));
        while (word.find()) {
            String option = word.group();
            if (option.equals("-H")) {
                String[] header = next(word).split(": ", 2);
                request.header(header[0], header[1]);
            } else if (option.equals("-d")) {
                body = next(word);
                method = "POST";
            } else if (option.equals("-X")) {
                method = next(word);
            } else if (!option.equals("-i")) {
                url = option.replace("http://localhost:8080", server.baseUrl()).replace("$JOB", String.valueOf(job));
            }
        }
        request.uri(URI.create(url))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        HttpResponse<byte[]> answer = server.send(request.build());
        for (int i = 0; i < 200 && TestServer.text(answer).contains("result-not-ready"); i++) {
            Thread.sleep(50);
            answer = server.send(request.build());
        }
        answer.headers().firstValue("Location").ifPresent(location -> job = location);
        return answer;
    }

    private static String next(Matcher word) {
        assertThat(word.find()).isTrue();
        return word.group(1) == null ? word.group(2) : word.group(1);
    }
}
