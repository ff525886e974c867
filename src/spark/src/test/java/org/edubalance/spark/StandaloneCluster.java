package org.edubalance.spark;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A standalone cluster of processes of their own on loopback: a master and workers of one core each, from the jars that
 * Maven has. Jobs are sent to it by {@code SparkSubmit}.
 */
final class StandaloneCluster implements AutoCloseable {

    private static final long SECONDS = 180;

    private final Path home;
    private final int port;
    private final Process master;
    private final List<Process> workers = new ArrayList<>();

    StandaloneCluster(Path folder, int count) throws IOException {
        this(folder, count, false);
    }

    /**
     * A cluster.
     *
     * @param bound whether each worker, with all that it starts, runs on one core of its own, by Linux' {@code taskset}: the
     *     first on the last core, so that master and jobs find the others free
     */
    StandaloneCluster(Path folder, int count, boolean bound) throws IOException {
        home = folder.resolve("spark");
        Path jars = Files.createDirectories(home.resolve("jars"));
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (String entry : path.split(File.pathSeparator)) {
            Path jar = Path.of(entry);
            // ours come with the job
            if (entry.endsWith(".jar") && !entry.contains("gs-edubalance")) {
                Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
            }
        }
        port = freePort();
        master = java(
                "master",
                List.of(),
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                "" + port,
                "--webui-port",
                "0");
        awaitPort();
        for (int i = 0; i < count; i++) {
            int core = Runtime.getRuntime().availableProcessors() - 1 - i;
            workers.add(java(
                    "worker-" + i,
                    bound ? List.of("taskset", "-c", "" + core) : List.of(),
                    "org.apache.spark.deploy.worker.Worker",
                    "--host",
                    "127.0.0.1",
                    "--webui-port",
                    "0",
                    "--cores",
                    "1",
                    "--memory",
                    "1g",
                    "--work-dir",
                    home.resolve("work-" + i).toString(),
                    "spark://127.0.0.1:" + port));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitPort() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (System.nanoTime() < end) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                pause();
            }
        }
        throw new IOException("no master came up: " + log("master"));
    }

    static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Process java(String name, List<String> by, String... command) throws IOException {
        List<String> all = new ArrayList<>(by);
        all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        all.addAll(List.of("-Xmx512m", "-cp", home.resolve("jars") + "/*"));
        // what this machine was given for Spark's sake
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens"))
                .forEach(all::add);
        all.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(all);
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.redirectErrorStream(true)
                .redirectOutput(home.resolve(name + ".log").toFile());
        return builder.start();
    }

    private String log(String name) throws IOException {
        return Files.readString(home.resolve(name + ".log"));
    }

    /** Submits a job of the packaged jar. */
    Process submit(String name, Path jar, String... arguments) throws IOException {
        return submit(name, List.of("spark.executor.memory=640m", "spark.sql.shuffle.partitions=4"), jar, arguments);
    }

    /** As above, with settings {@code name=value} of Spark's. */
    Process submit(String name, List<String> settings, Path jar, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "org.apache.spark.deploy.SparkSubmit",
                "--master",
                "spark://127.0.0.1:" + port,
                "--deploy-mode",
                "client",
                "--conf",
                "spark.driver.host=127.0.0.1",
                "--conf",
                "spark.driver.bindAddress=127.0.0.1",
                "--conf",
                "spark.ui.enabled=false",
                "--class",
                "org.edubalance.spark.Main"));
        settings.forEach(setting -> all.addAll(List.of("--conf", setting)));
        all.add(jar.toString());
        all.addAll(List.of(arguments));
        return java(name, List.of(), all.toArray(String[]::new));
    }

    /** Waits for a job's end and returns what it said; the exit code must be 0. */
    String await(String name, Process job) throws IOException, InterruptedException {
        return await(name, job, SECONDS);
    }

    /** As above, for as many seconds as are given. */
    String await(String name, Process job, long seconds) throws IOException, InterruptedException {
        if (!job.waitFor(seconds, TimeUnit.SECONDS)) {
            kill(job);
            throw new IOException(name + " did not end: " + log(name));
        }
        if (job.exitValue() != 0) {
            throw new IOException(name + " ended with " + job.exitValue() + ": " + log(name));
        }
        return log(name);
    }

    /** Kills a worker with all that it has started, as if its machine had lost power. */
    void killWorker(int number) {
        kill(workers.get(number));
    }

    private static void kill(Process process) {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        workers.forEach(StandaloneCluster::kill);
        kill(master);
    }
}
