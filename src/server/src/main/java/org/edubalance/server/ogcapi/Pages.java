package org.edubalance.server.ogcapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.edubalance.messages.Language;
import org.edubalance.messages.Message;
import org.edubalance.report.page.Markup;
import org.edubalance.server.ows.OwsResponse;

/** The documents as pages for people, in the {@link Language#current} language. */
final class Pages {

    private final ApiRequest request;
    private final boolean jobsListed;
    private final Markup html = new Markup();

    private Pages(ApiRequest request, boolean jobsListed) {
        this.request = request;
        this.jobsListed = jobsListed;
    }

    /** Writes what a page has below its head. */
    @FunctionalInterface
    private interface Content {
        void write(Pages page);
    }

    private static OwsResponse page(ApiRequest request, boolean jobsListed, int status, String title, Content content) {
        Pages page = new Pages(request, jobsListed);
        page.html
                .open("html", "lang", Language.current() == Language.ZH ? "zh-CN" : "en")
                .open("head")
                .leaf("meta", "charset", "utf-8")
                .leaf("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .element("title", title)
                .leaf("link", "rel", "icon", "type", "image/svg+xml", "href", page.root() + "icon.svg")
                .leaf("link", "rel", "stylesheet", "href", page.root() + "ogcapi.css")
                .close()
                .open("body")
                .line();
        page.header();
        page.html.open("main").element("h1", title).line();
        content.write(page);
        page.html.close().close().close().line();
        return OwsResponse.of(
                status, "text/html;charset=UTF-8", ("<!DOCTYPE html>\n" + page.html).getBytes(StandardCharsets.UTF_8));
    }

    /** The way from the page to the server's root, whatever address a proxy gives it. */
    private String root() {
        long depth = request.http()
                        .getRequestURI()
                        .chars()
                        .filter(c -> c == '/')
                        .count()
                - request.http().getContextPath().chars().filter(c -> c == '/').count();
        return depth <= 1 ? "./" : "../".repeat((int) depth - 1);
    }

    private static String said(String key) {
        return Message.of(key).in(Language.current());
    }

    private String href(String below) {
        return root() + OgcApi.ROOT.substring(1) + below + "?f=html&lang="
                + Language.current().code();
    }

    private void header() {
        html.open("header")
                .open("a", "class", "home", "href", href(""))
                .leaf("img", "src", root() + "icon.svg", "alt", "")
                .text("OGC API – Processes")
                .close()
                .open("nav");
        link(href("/processes"), said("ogcapi.processes"));
        if (jobsListed) {
            link(href("/jobs"), said("ogcapi.jobs"));
        }
        link(root(), said("ogcapi.map"));
        html.close();
        Language other = Language.current() == Language.ZH ? Language.EN : Language.ZH;
        html.element(
                        "a",
                        other == Language.ZH ? "中文" : "English",
                        "lang",
                        other == Language.ZH ? "zh-CN" : "en",
                        "href",
                        "?f=html&lang=" + other.code())
                .close()
                .line();
    }

    private Pages link(String href, String text) {
        html.element("a", text, "href", href);
        return this;
    }

    private void table(List<String> headings, List<Runnable[]> rows) {
        html.open("div", "class", "table").open("table");
        if (!headings.isEmpty()) {
            html.open("thead").open("tr");
            headings.forEach(heading -> html.element("th", heading));
            html.close().close();
        }
        html.open("tbody").line();
        for (Runnable[] row : rows) {
            html.open("tr");
            for (int i = 0; i < row.length; i++) {
                html.open(i == 0 ? "th" : "td");
                row[i].run();
                html.close();
            }
            html.close().line();
        }
        html.close().close().close().line();
    }

    private Runnable text(String text) {
        return () -> html.text(text);
    }

    private Runnable code(String text) {
        return () -> html.element("code", text);
    }

    private Runnable linked(String href, String text) {
        return () -> html.open("a", "href", href).element("code", text).close();
    }

    private void json(String url) {
        html.open("p", "class", "soft");
        link(url, "JSON");
        html.close();
    }

    static OwsResponse landing(ApiRequest request, boolean jobsListed) {
        return page(request, jobsListed, 200, said("wps.title"), page -> {
            page.html.element("p", said("wps.abstract")).open("ul");
            page.item(page.href("/processes"), said("ogcapi.processes"));
            if (jobsListed) {
                page.item(page.href("/jobs"), said("ogcapi.jobs"));
            }
            page.item(page.href("/conformance"), said("ogcapi.conformance"));
            page.item(page.root() + OgcApi.ROOT.substring(1) + "/openapi", said("ogcapi.openapi"));
            page.item(page.root(), said("ogcapi.map"));
            page.html.close();
            page.json("?f=json");
        });
    }

    private void item(String href, String text) {
        html.open("li");
        link(href, text);
        html.close();
    }

    static OwsResponse conformance(ApiRequest request, boolean jobsListed, JsonNode document) {
        return page(request, jobsListed, 200, said("ogcapi.conformance"), page -> {
            page.html.open("ul");
            document.path("conformsTo").forEach(name -> page.html.element("li", name.asText()));
            page.html.close();
            page.json("?f=json");
        });
    }

    static OwsResponse processes(ApiRequest request, boolean jobsListed, JsonNode document) {
        return page(request, jobsListed, 200, said("ogcapi.processes"), page -> {
            List<Runnable[]> rows = new ArrayList<>();
            for (JsonNode process : document.path("processes")) {
                String id = process.path("id").asText();
                rows.add(new Runnable[] {
                    page.linked(page.href("/processes/" + id), id),
                    page.text(process.path("title").asText()),
                    page.text(process.path("description").asText())
                });
            }
            page.table(List.of(said("ogcapi.id"), said("ogcapi.name"), said("ogcapi.description")), rows);
            page.json("?f=json");
        });
    }

    static OwsResponse process(ApiRequest request, boolean jobsListed, JsonNode document) {
        String id = document.path("id").asText();
        return page(request, jobsListed, 200, document.path("title").asText(), page -> {
            page.html.open("p").element("code", id).close();
            page.html.element("p", document.path("description").asText());
            page.html.element("h2", said("ogcapi.inputs"));
            page.parameters(document.path("inputs"), true);
            page.html.element("h2", said("ogcapi.outputs"));
            page.parameters(document.path("outputs"), false);
            page.html.element("h2", said("ogcapi.execute"));
            page.html.element(
                    "pre",
                    "curl -H 'Content-Type: application/json' -d @request.json \\\n  "
                            + request.url("/processes/" + id + "/execution"));
            page.json("?f=json");
        });
    }

    private void parameters(JsonNode parameters, boolean inputs) {
        List<Runnable[]> rows = new ArrayList<>();
        parameters.fields().forEachRemaining(entry -> {
            JsonNode parameter = entry.getValue();
            List<Runnable> row = new ArrayList<>(List.of(
                    code(entry.getKey()),
                    text(parameter.path("description").asText()),
                    code(type(parameter.path("schema")))));
            if (inputs) {
                String least = parameter.path("minOccurs").asText();
                String most = parameter.path("maxOccurs").asText();
                row.add(text(least.equals(most) ? least : least + "–" + (most.equals("unbounded") ? "∞" : most)));
                row.add(code(parameter.path("schema").path("default").asText()));
            }
            rows.add(row.toArray(Runnable[]::new));
        });
        List<String> headings =
                new ArrayList<>(List.of(said("ogcapi.id"), said("ogcapi.description"), said("ogcapi.type")));
        if (inputs) {
            headings.addAll(List.of(said("ogcapi.number"), said("ogcapi.default")));
        }
        table(headings, rows);
    }

    /** A schema in a word: its choices, its media types, or its type. */
    private static String type(JsonNode schema) {
        if (schema.has("enum")) {
            return joined(schema.path("enum"));
        }
        if (schema.has("oneOf")) {
            List<String> types = new ArrayList<>();
            schema.path("oneOf").forEach(one -> types.add(type(one)));
            return String.join(", ", types);
        }
        if (schema.has("contentMediaType")) {
            return schema.path("contentMediaType").asText();
        }
        return schema.path("type")
                .asText(schema.path("allOf").path(0).path("format").asText());
    }

    private static String joined(JsonNode texts) {
        return String.join(
                ", ",
                StreamSupport.stream(texts.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
    }

    static OwsResponse jobs(ApiRequest request, boolean jobsListed, JsonNode document) {
        return page(request, jobsListed, 200, said("ogcapi.jobs"), page -> {
            List<Runnable[]> rows = new ArrayList<>();
            for (JsonNode job : document.path("jobs")) {
                String id = job.path("jobID").asText();
                rows.add(new Runnable[] {
                    page.linked(page.href("/jobs/" + id), id),
                    page.code(job.path("processID").asText()),
                    page.text(state(job)),
                    page.text(job.path("created").asText())
                });
            }
            if (rows.isEmpty()) {
                page.html.element("p", said("ogcapi.jobs.none"), "class", "soft");
            } else {
                page.table(
                        List.of(
                                said("ogcapi.id"),
                                said("ogcapi.process"),
                                said("ogcapi.state"),
                                said("ogcapi.created")),
                        rows);
            }
            page.json("?f=json");
        });
    }

    private static String state(JsonNode job) {
        return said("ogcapi.state." + job.path("status").asText());
    }

    static OwsResponse job(ApiRequest request, boolean jobsListed, JsonNode job) {
        return page(request, jobsListed, 200, said("ogcapi.job"), page -> {
            String process = job.path("processID").asText();
            boolean failed = job.path("status").asText().equals("failed");
            page.html.element("p", state(job), "class", failed ? "alarm" : null);
            page.html.element("p", job.path("message").asText());
            if (job.has("progress") && !job.has("finished")) {
                page.html
                        .open("p")
                        .element(
                                "progress",
                                "",
                                "max",
                                "100",
                                "value",
                                job.path("progress").asText())
                        .text(" " + job.path("progress").asText() + " %")
                        .close();
            }
            List<Runnable[]> rows = new ArrayList<>();
            rows.add(new Runnable[] {
                page.text(said("ogcapi.id")), page.code(job.path("jobID").asText())
            });
            rows.add(new Runnable[] {
                page.text(said("ogcapi.process")), page.linked(page.href("/processes/" + process), process)
            });
            page.time(rows, job, "created", said("ogcapi.created"));
            page.time(rows, job, "started", said("ogcapi.started"));
            page.time(rows, job, "finished", said("ogcapi.finished"));
            page.table(List.of(), rows);
            if (job.path("status").asText().equals("successful")) {
                page.html.open("p");
                page.link(
                        page.root() + OgcApi.ROOT.substring(1) + "/jobs/"
                                + job.path("jobID").asText() + "/results",
                        said("ogcapi.result"));
                page.html.close();
            }
            page.json("?f=json");
        });
    }

    private void time(List<Runnable[]> rows, JsonNode job, String member, String name) {
        if (job.has(member)) {
            rows.add(new Runnable[] {text(name), text(job.path(member).asText())});
        }
    }

    static OwsResponse problem(ApiRequest request, boolean jobsListed, JsonNode problem) {
        int status = problem.path("status").asInt();
        return page(
                request,
                jobsListed,
                status,
                problem.path("title").asText(),
                page -> page.html.element("p", problem.path("detail").asText(), "class", "alarm"));
    }
}
