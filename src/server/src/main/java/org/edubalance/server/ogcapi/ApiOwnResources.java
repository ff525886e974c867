package org.edubalance.server.ogcapi;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.edubalance.messages.Refusal;
import org.edubalance.server.execution.JobStore;
import org.edubalance.server.execution.OwnResources;
import org.edubalance.server.ows.Kvp;
import org.springframework.stereotype.Component;

/** Results of this API's jobs as inputs of other executions, by their addresses. */
@Component
class ApiOwnResources implements OwnResources {

    private static final Pattern RESULT =
            Pattern.compile(Pattern.quote(OgcApi.SHORT_ROOT) + "(?:/v1)?/jobs/([^/]+)/results/([^/]+)");

    @Override
    public Optional<Resource> asked(String input, String path, String service, Kvp kvp) {
        Matcher result = RESULT.matcher(path);
        if (!result.find()) {
            return Optional.empty();
        }
        UUID job = JobStore.id(result.group(1))
                .orElseThrow(() -> Refusal.of("ogcapi.reference.job", "got", result.group(1))
                        .about(input));
        return Optional.of(new Stored(job, result.group(2)));
    }
}
