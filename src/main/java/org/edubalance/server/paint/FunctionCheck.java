package org.edubalance.server.paint;

import org.geotools.api.filter.expression.Function;
import org.geotools.filter.visitor.DefaultFilterVisitor;

/** Refuses filters and expressions that call a function which their sender may not call. */
public final class FunctionCheck extends DefaultFilterVisitor {

    private final FunctionPolicy policy;

    public FunctionCheck(FunctionPolicy policy) {
        this.policy = policy;
    }

    @Override
    public Object visit(Function function, Object data) {
        String name = function.getName();
        if (!policy.allows(name) || Transformation.Processes.has(name)) {
            throw new StyleException("the function '" + Elements.shortened(name) + "' is not allowed here");
        }
        return super.visit(function, data);
    }
}
