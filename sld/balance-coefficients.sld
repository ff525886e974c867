<?xml version="1.0" encoding="UTF-8"?>
<!-- Balance computed on the fly from a layer of schools, by edu:BalanceCoefficients as a rendering transformation.
     env: threshold (limit of the comprehensive CV, 0.65), groupBy (county), population (pupils). -->
<!-- Needs county, pupils and the columns of the sample data's schools. -->
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.opengis.net/sld http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd">
  <NamedLayer>
    <Name>edu:schools</Name>
    <UserStyle>
      <Name>balance-coefficients</Name>
      <Title>County balance, computed here / 县域均衡（即时计算）</Title>
      <Abstract>The convex hull of each county's schools, by the comprehensive coefficient of variation (CV) of their resources per pupil against the limit.</Abstract>
      <FeatureTypeStyle>
        <Transformation>
          <ogc:Function name="edu:BalanceCoefficients">
            <ogc:Function name="parameter">
              <ogc:Literal>data</ogc:Literal>
            </ogc:Function>
            <ogc:Function name="parameter">
              <ogc:Literal>indicators</ogc:Literal>
              <ogc:Literal>teachers_per_100=100*teachers/pupils</ogc:Literal>
              <ogc:Literal>qualified_per_100=100*teachers_qualified/pupils</ogc:Literal>
              <ogc:Literal>teaching_area_per_pupil=teaching_area/pupils</ogc:Literal>
              <ogc:Literal>sports_area_per_pupil=sports_area/pupils</ogc:Literal>
              <ogc:Literal>equipment_per_pupil=equipment_value/pupils</ogc:Literal>
              <ogc:Literal>computers_per_100=100*computers/pupils</ogc:Literal>
              <ogc:Literal>books_per_pupil=books/pupils</ogc:Literal>
            </ogc:Function>
            <!-- where a filter leaves nothing or too little, the map is empty -->
            <ogc:Function name="parameter">
              <ogc:Literal>unscorable</ogc:Literal>
              <ogc:Literal>EXCLUDE</ogc:Literal>
            </ogc:Function>
            <ogc:Function name="parameter">
              <ogc:Literal>groupBy</ogc:Literal>
              <ogc:Function name="env"><ogc:Literal>groupBy</ogc:Literal><ogc:Literal>county</ogc:Literal></ogc:Function>
            </ogc:Function>
            <ogc:Function name="parameter">
              <ogc:Literal>population</ogc:Literal>
              <ogc:Function name="env"><ogc:Literal>population</ogc:Literal><ogc:Literal>pupils</ogc:Literal></ogc:Function>
            </ogc:Function>
            <ogc:Function name="parameter">
              <ogc:Literal>threshold</ogc:Literal>
              <ogc:Function name="env"><ogc:Literal>threshold</ogc:Literal><ogc:Literal>0.65</ogc:Literal></ogc:Function>
            </ogc:Function>
            <ogc:Function name="parameter">
              <ogc:Literal>unscorable</ogc:Literal>
              <ogc:Literal>EXCLUDE</ogc:Literal>
            </ogc:Function>
          </ogc:Function>
        </Transformation>
        <Rule>
          <Name>half</Name>
          <Title>CV up to half the limit / 差异系数不超过限值的一半</Title>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsNotEqualTo>
                <ogc:PropertyName>group</ogc:PropertyName>
                <ogc:Literal>ALL</ogc:Literal>
              </ogc:PropertyIsNotEqualTo>
              <ogc:PropertyIsLessThanOrEqualTo>
                <ogc:PropertyName>cv</ogc:PropertyName>
                <ogc:Mul><ogc:Function name="env"><ogc:Literal>threshold</ogc:Literal><ogc:Literal>0.65</ogc:Literal></ogc:Function><ogc:Literal>0.5</ogc:Literal></ogc:Mul>
              </ogc:PropertyIsLessThanOrEqualTo>
            </ogc:And>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <CssParameter name="fill">#2166ac</CssParameter>
              <CssParameter name="fill-opacity">0.8</CssParameter>
            </Fill>
            <Stroke>
              <CssParameter name="stroke">#555555</CssParameter>
              <CssParameter name="stroke-width">0.8</CssParameter>
            </Stroke>
          </PolygonSymbolizer>
        </Rule>
        <Rule>
          <Name>three-quarters</Name>
          <Title>CV up to three quarters of the limit / 不超过限值的四分之三</Title>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsNotEqualTo>
                <ogc:PropertyName>group</ogc:PropertyName>
                <ogc:Literal>ALL</ogc:Literal>
              </ogc:PropertyIsNotEqualTo>
              <ogc:PropertyIsGreaterThan>
                <ogc:PropertyName>cv</ogc:PropertyName>
                <ogc:Mul><ogc:Function name="env"><ogc:Literal>threshold</ogc:Literal><ogc:Literal>0.65</ogc:Literal></ogc:Function><ogc:Literal>0.5</ogc:Literal></ogc:Mul>
              </ogc:PropertyIsGreaterThan>
              <ogc:PropertyIsLessThanOrEqualTo>
                <ogc:PropertyName>cv</ogc:PropertyName>
                <ogc:Mul><ogc:Function name="env"><ogc:Literal>threshold</ogc:Literal><ogc:Literal>0.65</ogc:Literal></ogc:Function><ogc:Literal>0.75</ogc:Literal></ogc:Mul>
              </ogc:PropertyIsLessThanOrEqualTo>
            </ogc:And>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <CssParameter name="fill">#67a9cf</CssParameter>
              <CssParameter name="fill-opacity">0.8</CssParameter>
            </Fill>
            <Stroke>
              <CssParameter name="stroke">#555555</CssParameter>
              <CssParameter name="stroke-width">0.8</CssParameter>
            </Stroke>
          </PolygonSymbolizer>
        </Rule>
        <Rule>
          <Name>limit</Name>
          <Title>CV within the limit / 未超过限值</Title>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsNotEqualTo>
                <ogc:PropertyName>group</ogc:PropertyName>
                <ogc:Literal>ALL</ogc:Literal>
              </ogc:PropertyIsNotEqualTo>
              <ogc:PropertyIsGreaterThan>
                <ogc:PropertyName>cv</ogc:PropertyName>
                <ogc:Mul><ogc:Function name="env"><ogc:Literal>threshold</ogc:Literal><ogc:Literal>0.65</ogc:Literal></ogc:Function><ogc:Literal>0.75</ogc:Literal></ogc:Mul>
              </ogc:PropertyIsGreaterThan>
              <ogc:PropertyIsLessThanOrEqualTo>
                <ogc:PropertyName>cv</ogc:PropertyName>
                <ogc:Mul><ogc:Function name="env"><ogc:Literal>threshold</ogc:Literal><ogc:Literal>0.65</ogc:Literal></ogc:Function><ogc:Literal>1</ogc:Literal></ogc:Mul>
              </ogc:PropertyIsLessThanOrEqualTo>
            </ogc:And>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <CssParameter name="fill">#d1e5f0</CssParameter>
              <CssParameter name="fill-opacity">0.8</CssParameter>
            </Fill>
            <Stroke>
              <CssParameter name="stroke">#555555</CssParameter>
              <CssParameter name="stroke-width">0.8</CssParameter>
            </Stroke>
          </PolygonSymbolizer>
        </Rule>
        <Rule>
          <Name>over</Name>
          <Title>CV above the limit / 超过限值</Title>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsNotEqualTo>
                <ogc:PropertyName>group</ogc:PropertyName>
                <ogc:Literal>ALL</ogc:Literal>
              </ogc:PropertyIsNotEqualTo>
              <ogc:PropertyIsGreaterThan>
                <ogc:PropertyName>cv</ogc:PropertyName>
                <ogc:Mul><ogc:Function name="env"><ogc:Literal>threshold</ogc:Literal><ogc:Literal>0.65</ogc:Literal></ogc:Function><ogc:Literal>1</ogc:Literal></ogc:Mul>
              </ogc:PropertyIsGreaterThan>
            </ogc:And>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <CssParameter name="fill">#d6604d</CssParameter>
              <CssParameter name="fill-opacity">0.8</CssParameter>
            </Fill>
            <Stroke>
              <CssParameter name="stroke">#555555</CssParameter>
              <CssParameter name="stroke-width">0.8</CssParameter>
            </Stroke>
          </PolygonSymbolizer>
        </Rule>
        <Rule>
          <Name>labels</Name>
          <ogc:Filter>
            <ogc:PropertyIsNotEqualTo>
              <ogc:PropertyName>group</ogc:PropertyName>
              <ogc:Literal>ALL</ogc:Literal>
            </ogc:PropertyIsNotEqualTo>
          </ogc:Filter>
          <MaxScaleDenominator>5000000</MaxScaleDenominator>
          <TextSymbolizer>
            <Label>
              <ogc:PropertyName>group</ogc:PropertyName>
              <![CDATA[ ]]>
              <ogc:Function name="numberFormat">
                <ogc:Literal>0.00</ogc:Literal>
                <ogc:PropertyName>cv</ogc:PropertyName>
              </ogc:Function>
            </Label>
            <Font>
              <CssParameter name="font-family">DejaVu Sans</CssParameter>
              <CssParameter name="font-size">11</CssParameter>
              <CssParameter name="font-weight">bold</CssParameter>
            </Font>
            <LabelPlacement>
              <PointPlacement>
                <AnchorPoint>
                  <AnchorPointX>0.5</AnchorPointX>
                  <AnchorPointY>0.5</AnchorPointY>
                </AnchorPoint>
                <Displacement>
                  <DisplacementX>0</DisplacementX>
                  <DisplacementY>0</DisplacementY>
                </Displacement>
              </PointPlacement>
            </LabelPlacement>
            <Halo>
              <Radius>1.5</Radius>
              <Fill>
                <CssParameter name="fill">#ffffff</CssParameter>
                <CssParameter name="fill-opacity">0.85</CssParameter>
              </Fill>
            </Halo>
            <Fill>
              <CssParameter name="fill">#222222</CssParameter>
            </Fill>
          </TextSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
