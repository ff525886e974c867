package org.edubalance.density;

import org.edubalance.work.Workers;

/** A plane whose unit is a number of metres. */
final class PlanarMetric extends GroundMetric {

    private final double unit;

    PlanarMetric(double metresPerUnit) {
        if (!(metresPerUnit > 0 && metresPerUnit < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("metres per unit must be > 0, got " + metresPerUnit);
        }
        this.unit = metresPerUnit;
    }

    @Override
    public double dx(double x1, double y1, double x2, double y2) {
        return (x2 - x1) * unit;
    }

    @Override
    public double dy(double y1, double y2) {
        return (y2 - y1) * unit;
    }

    @Override
    public double period() {
        return 0;
    }

    @Override
    public double lowest(double y, double metres) {
        return y - metres / unit;
    }

    @Override
    public double highest(double y, double metres) {
        return y + metres / unit;
    }

    @Override
    public double reach(double y, double metres) {
        return metres / unit;
    }

    @Override
    public double metresPerX(double y) {
        return unit;
    }

    @Override
    public double metresPerY(double y) {
        return unit;
    }

    @Override
    public double area(double width, double y1, double y2) {
        return width * unit * (y2 - y1) * unit;
    }

    @Override
    boolean isUniform() {
        return true;
    }

    @Override
    Ordinates prepare(double[] y, int size, Workers workers) {
        return new Ordinates(y, null);
    }

    @Override
    Line line(double lineY) {
        return (ordinates, from, count, dySquared, mSquared) -> {
            double[] y = ordinates.first();
            for (int k = 0; k < count; k++) {
                double dy = (lineY - y[from + k]) * unit;
                dySquared[k] = dy * dy;
            }
        };
    }
}
