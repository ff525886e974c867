<?xml version="1.0" encoding="UTF-8"?>
<!-- The national standard's verdict on each county, computed on the fly from a layer of schools, by edu:AssessRegions as a
     rendering transformation: that of the report and of the viewer, one stage at a time. Labels give the schools that
     comply, of those counted.
     env: stage (PRIMARY, JUNIOR), standard (cn-2017-quality), groupBy (county), population (pupils).
     A transformation is handed one layer. The embedded server puts the others into env too, as layer:<name>, so there the
     counties have their polygons; a GeoServer does not, and there each area spans a county's schools. -->
<!-- Needs stage, county, pupils and the columns of the standard. -->
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.opengis.net/sld http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd">
  <NamedLayer>
    <Name>edu:schools</Name>
    <UserStyle>
      <Name>balance-coefficients</Name>
      <Title>County verdict by cn-2017-quality, by stage / 县域评定（优质均衡标准，分学段）</Title>
      <Abstract>Each county's schools of one stage held against the standard cn-2017-quality: every school complies, and every coefficient of variation keeps the stage's limit (0.50 primary, 0.45 junior). Labels: schools that comply / schools counted.</Abstract>
      <FeatureTypeStyle>
        <Transformation>
          <ogc:Function name="edu:AssessRegions">
            <ogc:Function name="parameter">
              <ogc:Literal>data</ogc:Literal>
            </ogc:Function>
            <ogc:Function name="parameter">
              <ogc:Literal>standard</ogc:Literal>
              <ogc:Function name="env"><ogc:Literal>standard</ogc:Literal><ogc:Literal>cn-2017-quality</ogc:Literal></ogc:Function>
            </ogc:Function>
            <ogc:Function name="parameter">
              <ogc:Literal>groupBy</ogc:Literal>
              <ogc:Function name="env"><ogc:Literal>groupBy</ogc:Literal><ogc:Literal>county</ogc:Literal></ogc:Function>
            </ogc:Function>
            <ogc:Function name="parameter">
              <ogc:Literal>population</ogc:Literal>
              <ogc:Function name="env"><ogc:Literal>population</ogc:Literal><ogc:Literal>pupils</ogc:Literal></ogc:Function>
            </ogc:Function>
            <!-- where a filter leaves nothing, the map is empty -->
            <ogc:Function name="parameter">
              <ogc:Literal>unscorable</ogc:Literal>
              <ogc:Literal>EXCLUDE</ogc:Literal>
            </ogc:Function>
            <ogc:Function name="parameter">
              <ogc:Literal>regions</ogc:Literal>
              <ogc:Function name="env"><ogc:Literal>layer:edu:counties</ogc:Literal></ogc:Function>
            </ogc:Function>
          </ogc:Function>
        </Transformation>
        <Rule>
          <Name>met</Name>
          <Title>Meets the standard / 达到标准</Title>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>stage</ogc:PropertyName>
                <ogc:Function name="env"><ogc:Literal>stage</ogc:Literal><ogc:Literal>PRIMARY</ogc:Literal></ogc:Function>
              </ogc:PropertyIsEqualTo>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>balanced</ogc:PropertyName>
                <ogc:Literal>true</ogc:Literal>
              </ogc:PropertyIsEqualTo>
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
          <Name>most-comply</Name>
          <Title>Not met, 75 % or more comply / 未达到，75%以上的学校达标</Title>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>stage</ogc:PropertyName>
                <ogc:Function name="env"><ogc:Literal>stage</ogc:Literal><ogc:Literal>PRIMARY</ogc:Literal></ogc:Function>
              </ogc:PropertyIsEqualTo>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>balanced</ogc:PropertyName>
                <ogc:Literal>false</ogc:Literal>
              </ogc:PropertyIsEqualTo>
              <ogc:PropertyIsGreaterThanOrEqualTo>
                <ogc:PropertyName>compliant_share</ogc:PropertyName>
                <ogc:Literal>0.75</ogc:Literal>
              </ogc:PropertyIsGreaterThanOrEqualTo>
            </ogc:And>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <CssParameter name="fill">#fddbc7</CssParameter>
              <CssParameter name="fill-opacity">0.8</CssParameter>
            </Fill>
            <Stroke>
              <CssParameter name="stroke">#555555</CssParameter>
              <CssParameter name="stroke-width">0.8</CssParameter>
            </Stroke>
          </PolygonSymbolizer>
        </Rule>
        <Rule>
          <Name>half-comply</Name>
          <Title>Not met, 50 % or more comply / 未达到，50%以上的学校达标</Title>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>stage</ogc:PropertyName>
                <ogc:Function name="env"><ogc:Literal>stage</ogc:Literal><ogc:Literal>PRIMARY</ogc:Literal></ogc:Function>
              </ogc:PropertyIsEqualTo>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>balanced</ogc:PropertyName>
                <ogc:Literal>false</ogc:Literal>
              </ogc:PropertyIsEqualTo>
              <ogc:PropertyIsGreaterThanOrEqualTo>
                <ogc:PropertyName>compliant_share</ogc:PropertyName>
                <ogc:Literal>0.5</ogc:Literal>
              </ogc:PropertyIsGreaterThanOrEqualTo>
              <ogc:PropertyIsLessThan>
                <ogc:PropertyName>compliant_share</ogc:PropertyName>
                <ogc:Literal>0.75</ogc:Literal>
              </ogc:PropertyIsLessThan>
            </ogc:And>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <CssParameter name="fill">#f4a582</CssParameter>
              <CssParameter name="fill-opacity">0.8</CssParameter>
            </Fill>
            <Stroke>
              <CssParameter name="stroke">#555555</CssParameter>
              <CssParameter name="stroke-width">0.8</CssParameter>
            </Stroke>
          </PolygonSymbolizer>
        </Rule>
        <Rule>
          <Name>few-comply</Name>
          <Title>Not met, fewer comply / 未达到，不足50%的学校达标</Title>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>stage</ogc:PropertyName>
                <ogc:Function name="env"><ogc:Literal>stage</ogc:Literal><ogc:Literal>PRIMARY</ogc:Literal></ogc:Function>
              </ogc:PropertyIsEqualTo>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>balanced</ogc:PropertyName>
                <ogc:Literal>false</ogc:Literal>
              </ogc:PropertyIsEqualTo>
              <ogc:Or>
                <ogc:PropertyIsNull>
                  <ogc:PropertyName>compliant_share</ogc:PropertyName>
                </ogc:PropertyIsNull>
                <ogc:PropertyIsLessThan>
                  <ogc:PropertyName>compliant_share</ogc:PropertyName>
                  <ogc:Literal>0.5</ogc:Literal>
                </ogc:PropertyIsLessThan>
              </ogc:Or>
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
          <Name>not-judged</Name>
          <Title>Not judged / 未评定</Title>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>stage</ogc:PropertyName>
                <ogc:Function name="env"><ogc:Literal>stage</ogc:Literal><ogc:Literal>PRIMARY</ogc:Literal></ogc:Function>
              </ogc:PropertyIsEqualTo>
              <ogc:PropertyIsNull>
                <ogc:PropertyName>balanced</ogc:PropertyName>
              </ogc:PropertyIsNull>
            </ogc:And>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <CssParameter name="fill">#d9d9d9</CssParameter>
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
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>stage</ogc:PropertyName>
              <ogc:Function name="env"><ogc:Literal>stage</ogc:Literal><ogc:Literal>PRIMARY</ogc:Literal></ogc:Function>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <MaxScaleDenominator>5000000</MaxScaleDenominator>
          <TextSymbolizer>
            <Label>
              <ogc:PropertyName>group</ogc:PropertyName>
              <![CDATA[ ]]>
              <ogc:PropertyName>compliant_schools</ogc:PropertyName>
              <![CDATA[/]]>
              <ogc:PropertyName>schools</ogc:PropertyName>
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
          <VendorOption name="inclusion">mapOnly</VendorOption>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
