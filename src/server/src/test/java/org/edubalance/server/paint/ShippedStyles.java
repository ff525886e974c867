package org.edubalance.server.paint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.edubalance.io.GeoJson;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.style.NamedLayer;
import org.geotools.api.style.Style;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.feature.NameImpl;
import org.geotools.feature.simple.SimpleFeatureBuilder;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.process.Processors;
import org.geotools.referencing.crs.DefaultGeographicCRS;

/** The styles of {@code sld/}, each with the features that it is made for: the sample data, or what a process makes of it. */
enum ShippedStyles {
    OUTLINES {
        @Override
        SimpleFeatureCollection features() {
            return counties();
        }
    },
    SCHOOL_STAGE {
        @Override
        SimpleFeatureCollection features() {
            return schools();
        }
    },
    SCHOOL_SCORES {
        @Override
        SimpleFeatureCollection features() {
            return run("EntropyScore", Map.of("data", lacking(), "system", "nyingchi", "groupBy", "stage"));
        }
    },
    ENTROPY_SCORE {
        @Override
        SimpleFeatureCollection features() {
            return lacking();
        }
    },
    COUNTY_BALANCE {
        /** Without Nang's schools, so that one county cannot be judged. */
        @Override
        SimpleFeatureCollection features() {
            try {
                return run(
                        "BalanceCoefficients",
                        Map.of(
                                "data",
                                schools().subCollection(ECQL.toFilter("county <> 'Nang'")),
                                "indicators",
                                INDICATORS,
                                "groupBy",
                                "county",
                                "population",
                                "pupils",
                                "regions",
                                counties(),
                                "threshold",
                                0.5));
            } catch (CQLException e) {
                throw new IllegalStateException(e);
            }
        }
    },
    BALANCE_COEFFICIENTS {
        /** With one of Bayi's schools less, so that most comply, and Nang's as special ones, which are not judged. */
        @Override
        SimpleFeatureCollection features() {
            return changed(
                    school -> {
                        if ("Nang".equals(school.getAttribute("county"))) {
                            school.setAttribute("school_type", "SPECIAL");
                        }
                    },
                    school -> !"Bayi Town No. 2 Primary School".equals(school.getAttribute("name")));
        }

        /** With the counties' polygons, as the server lends them to styles. */
        @Override
        Map<String, Object> env() {
            return Map.of("layer:edu:counties", counties());
        }
    },
    STANDARD_COMPLIANCE {
        @Override
        SimpleFeatureCollection features() {
            return run("AssessSchools", Map.of("data", schools(), "groupBy", "county"));
        }
    },
    OBSTACLES {
        /** Without a teacher of sports and arts there are no pupils per such teacher, and a school cannot be judged. */
        @Override
        SimpleFeatureCollection features() {
            List<String> indicators = new ArrayList<>(INDICATORS);
            indicators.add("pupils/teachers_pe_arts:negative");
            return run("ObstacleDegree", Map.of("data", schools(), "indicators", indicators, "groupBy", "stage"));
        }
    },
    ACCESSIBILITY {
        /** The teachers of all schools within 30 km, for all pupils; of Zayu's as if it were off a network. */
        @Override
        SimpleFeatureCollection features() {
            SimpleFeatureCollection result = run(
                    "Accessibility",
                    Map.of(
                            "data",
                            schools(),
                            "demand",
                            "pupils",
                            "supply",
                            schools(),
                            "capacity",
                            "teachers",
                            "catchment",
                            "30000"));
            ListFeatureCollection features = new ListFeatureCollection(result.getSchema());
            try (SimpleFeatureIterator iterator = result.features()) {
                while (iterator.hasNext()) {
                    SimpleFeature feature = iterator.next();
                    if (feature.getAttribute("county").equals("Zayu")) {
                        feature.setAttribute("access_ratio", null);
                    }
                    features.add(feature);
                }
            }
            return features;
        }
    },
    HOT_SPOTS {
        @Override
        SimpleFeatureCollection features() {
            return run(
                    "HotSpots",
                    Map.of(
                            "data",
                            schools(),
                            "attribute",
                            "100*teachers/pupils",
                            "neighbours",
                            "DISTANCE",
                            "distance",
                            "50000"));
        }
    },
    RESOURCE_GAP {
        @Override
        SimpleFeatureCollection features() {
            return run("ResourceGap", Map.of("data", schools(), "goal", "ALL_MET"));
        }
    },
    PRIORITY {
        @Override
        SimpleFeatureCollection features() {
            return run("ResourceGap", Map.of("data", schools(), "goal", "ALL_MET"));
        }
    },
    KERNEL_DENSITY {
        @Override
        SimpleFeatureCollection features() {
            return schools();
        }
    };

    private static final List<String> INDICATORS = List.of(
            "100*teachers/pupils",
            "100*teachers_qualified/pupils",
            "teaching_area/pupils",
            "sports_area/pupils",
            "equipment_value/pupils",
            "100*computers/pupils",
            "books/pupils");

    /** The features of a layer that the style draws. */
    abstract SimpleFeatureCollection features();

    Map<String, Object> env() {
        return Map.of();
    }

    /** The name of the style and of its file, without the ending. */
    String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    byte[] document() {
        return resource("/sld/" + fileName() + ".sld");
    }

    Style style() {
        return ((NamedLayer) SldReader.read(document(), FunctionPolicy.SERVER)
                        .layers()
                        .get(0))
                .styles()
                .get(0);
    }

    /** The sample's whole region, at a scale at which labels are drawn too. */
    MapView view(int width) {
        int height = width * 40 / 72;
        return new MapView(
                new ReferencedEnvelope(91.9, 99.1, 27.3, 31.3, DefaultGeographicCRS.WGS84), width, height, env());
    }

    static SimpleFeatureCollection schools() {
        return sample("schools");
    }

    static SimpleFeatureCollection counties() {
        return sample("counties");
    }

    /** The schools, some of them without books, so that these have no score. */
    private static SimpleFeatureCollection lacking() {
        return changed(
                school -> {
                    if ("Zayu".equals(school.getAttribute("county"))
                            && "PRIMARY".equals(school.getAttribute("stage"))) {
                        school.setAttribute("books", null);
                    }
                },
                school -> true);
    }

    private static SimpleFeatureCollection changed(Consumer<SimpleFeature> change, Predicate<SimpleFeature> kept) {
        ListFeatureCollection changed = new ListFeatureCollection(schools().getSchema());
        try (SimpleFeatureIterator schools = schools().features()) {
            while (schools.hasNext()) {
                SimpleFeature school = SimpleFeatureBuilder.copy(schools.next());
                change.accept(school);
                if (kept.test(school)) {
                    changed.add(school);
                }
            }
        }
        return changed;
    }

    private static SimpleFeatureCollection sample(String name) {
        try (InputStream in = ShippedStyles.class.getResourceAsStream("/sample-data/" + name + ".geojson")) {
            return GeoJson.read(in, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] resource(String path) {
        try (InputStream in = ShippedStyles.class.getResourceAsStream(path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SimpleFeatureCollection run(String process, Map<String, Object> inputs) {
        return (SimpleFeatureCollection) Processors.createProcess(new NameImpl("edu", process))
                .execute(new HashMap<>(inputs), null)
                .get("result");
    }
}
