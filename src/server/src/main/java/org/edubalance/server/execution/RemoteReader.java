package org.edubalance.server.execution;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.edubalance.messages.Refusal;
import org.edubalance.server.ServerProperties;
import org.edubalance.server.ows.OwsException;
import org.springframework.stereotype.Component;

/** Reads inputs from the configured hosts, within limits of size and time, and follows no redirect. */
@Component
class RemoteReader {

    private static final Set<String> HEADERS = Set.of("accept", "accept-language", "content-type");
    private static final long CHECK_MILLIS = 200;

    private final long maxBytes;
    private final Duration time;

    /** Null where no host is configured: a client keeps a thread. */
    private final HttpClient client;

    RemoteReader(ServerProperties properties) {
        maxBytes = properties.limits().referenceSize().toBytes();
        time = properties.limits().referenceTime();
        client = properties.referenceHosts().isEmpty()
                ? null
                : HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(time)
                        .build();
    }

    /** What came back; the media type is null where the host named none. */
    record Answer(byte[] content, String mimeType) {}

    Answer read(String key, ReferenceResolver.Target.Remote remote, JobProgress progress) {
        HttpRequest.Builder request = HttpRequest.newBuilder(remote.address()).timeout(time);
        for (Given.Header header : remote.headers()) {
            if (header.key() == null || !HEADERS.contains(header.key().toLowerCase(Locale.ROOT))) {
                throw Refusal.of("wps.remote.headers", "headers", new TreeSet<>(HEADERS))
                        .about(key);
            }
            request.header(header.key(), String.valueOf(header.value()));
        }
        if (remote.body() != null) {
            if (remote.headers().stream().noneMatch(header -> header.key().equalsIgnoreCase("content-type"))) {
                request.header("Content-Type", "text/xml");
            }
            request.POST(HttpRequest.BodyPublishers.ofByteArray(remote.body()));
        }
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(request.build(), info -> new Bounded(maxBytes));
        try {
            HttpResponse<byte[]> response = await(exchange, key, progress);
            if (response.statusCode() != 200) {
                throw Refusal.of("wps.remote.status", "status", response.statusCode())
                        .about(key);
            }
            return new Answer(
                    response.body(),
                    response.headers().firstValue("Content-Type").orElse(null));
        } finally {
            exchange.cancel(true);
        }
    }

    private HttpResponse<byte[]> await(
            CompletableFuture<HttpResponse<byte[]>> exchange, String key, JobProgress progress) {
        long end = System.nanoTime() + time.toNanos();
        while (true) {
            progress.check();
            try {
                return exchange.get(CHECK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (System.nanoTime() > end) {
                    throw Refusal.of("wps.remote.time", "limit", time.toSeconds())
                            .about(key);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new JobProgress.CancelledException();
            } catch (ExecutionException e) {
                for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                    if (cause instanceof TooLargeException) {
                        throw OwsException.coded(OwsException.SIZE_EXCEEDED, 400, "wps.remote.size", "limit", maxBytes)
                                .about(key);
                    }
                }
                throw Refusal.because(e, "wps.remote.unreadable").about(key);
            }
        }
    }

    private static final class TooLargeException extends RuntimeException {}

    /** Gathers a body and gives up at the first byte too many. */
    private static final class Bounded implements BodySubscriber<byte[]> {

        private final CompletableFuture<byte[]> result = new CompletableFuture<>();
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private final long max;
        private Flow.Subscription subscription;

        Bounded(long max) {
            this.max = max;
        }

        @Override
        public CompletionStage<byte[]> getBody() {
            return result;
        }

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription = newSubscription;
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                if (content.size() + (long) buffer.remaining() > max) {
                    subscription.cancel();
                    result.completeExceptionally(new TooLargeException());
                    return;
                }
                byte[] bytes = new byte[buffer.remaining()];
                buffer.get(bytes);
                content.writeBytes(bytes);
            }
        }

        @Override
        public void onError(Throwable problem) {
            result.completeExceptionally(problem);
        }

        @Override
        public void onComplete() {
            result.complete(content.toByteArray());
        }
    }
}
