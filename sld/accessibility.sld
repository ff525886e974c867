<?xml version="1.0" encoding="UTF-8"?>
<!-- What people can reach, the result of edu:Accessibility: points or polygons. Needs the attribute access_ratio. -->
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.opengis.net/sld http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd">
  <NamedLayer>
    <Name>accessibility</Name>
    <UserStyle>
      <Name>accessibility</Name>
      <Title>Accessibility / 可达性</Title>
      <Abstract>Supply per head within reach, as a multiple of its mean over the whole demand. Attribute: access_ratio, as edu:Accessibility gives it.</Abstract>
      <FeatureTypeStyle>
        <Rule>
          <Name>half</Name>
          <Title>Under half of the mean / 不到平均水平的一半</Title>
          <ogc:Filter>
            <ogc:PropertyIsLessThan>
              <ogc:PropertyName>access_ratio</ogc:PropertyName>
              <ogc:Literal>0.5</ogc:Literal>
            </ogc:PropertyIsLessThan>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <CssParameter name="fill">#a6611a</CssParameter>
            </Fill>
            <Stroke>
              <CssParameter name="stroke">#777777</CssParameter>
              <CssParameter name="stroke-width">0.5</CssParameter>
            </Stroke>
          </PolygonSymbolizer>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#a6611a</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#222222</CssParameter>
                  <CssParameter name="stroke-width">0.7</CssParameter>
                  <!-- points alone have an outline: in an area the circle is not seen -->
                  <CssParameter name="stroke-opacity"><ogc:Function name="if_then_else"><ogc:Function name="equalTo"><ogc:Function name="dimension"><ogc:Function name="geometry"/></ogc:Function><ogc:Literal>0</ogc:Literal></ogc:Function><ogc:Literal>1</ogc:Literal><ogc:Literal>0</ogc:Literal></ogc:Function></CssParameter>
                </Stroke>
              </Mark>
              <Size>10</Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>below</Name>
          <Title>0.5 to 0.8 of the mean / 平均水平的0.5至0.8倍</Title>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsGreaterThanOrEqualTo>
                <ogc:PropertyName>access_ratio</ogc:PropertyName>
                <ogc:Literal>0.5</ogc:Literal>
              </ogc:PropertyIsGreaterThanOrEqualTo>
              <ogc:PropertyIsLessThan>
                <ogc:PropertyName>access_ratio</ogc:PropertyName>
                <ogc:Literal>0.8</ogc:Literal>
              </ogc:PropertyIsLessThan>
            </ogc:And>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <CssParameter name="fill">#dfc27d</CssParameter>
            </Fill>
            <Stroke>
              <CssParameter name="stroke">#777777</CssParameter>
              <CssParameter name="stroke-width">0.5</CssParameter>
            </Stroke>
          </PolygonSymbolizer>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#dfc27d</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#222222</CssParameter>
                  <CssParameter name="stroke-width">0.7</CssParameter>
                  <!-- points alone have an outline: in an area the circle is not seen -->
                  <CssParameter name="stroke-opacity"><ogc:Function name="if_then_else"><ogc:Function name="equalTo"><ogc:Function name="dimension"><ogc:Function name="geometry"/></ogc:Function><ogc:Literal>0</ogc:Literal></ogc:Function><ogc:Literal>1</ogc:Literal><ogc:Literal>0</ogc:Literal></ogc:Function></CssParameter>
                </Stroke>
              </Mark>
              <Size>10</Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>mean</Name>
          <Title>0.8 to 1.25 of the mean / 平均水平的0.8至1.25倍</Title>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsGreaterThanOrEqualTo>
                <ogc:PropertyName>access_ratio</ogc:PropertyName>
                <ogc:Literal>0.8</ogc:Literal>
              </ogc:PropertyIsGreaterThanOrEqualTo>
              <ogc:PropertyIsLessThan>
                <ogc:PropertyName>access_ratio</ogc:PropertyName>
                <ogc:Literal>1.25</ogc:Literal>
              </ogc:PropertyIsLessThan>
            </ogc:And>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <CssParameter name="fill">#c7c7c7</CssParameter>
            </Fill>
            <Stroke>
              <CssParameter name="stroke">#777777</CssParameter>
              <CssParameter name="stroke-width">0.5</CssParameter>
            </Stroke>
          </PolygonSymbolizer>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#c7c7c7</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#222222</CssParameter>
                  <CssParameter name="stroke-width">0.7</CssParameter>
                  <!-- points alone have an outline: in an area the circle is not seen -->
                  <CssParameter name="stroke-opacity"><ogc:Function name="if_then_else"><ogc:Function name="equalTo"><ogc:Function name="dimension"><ogc:Function name="geometry"/></ogc:Function><ogc:Literal>0</ogc:Literal></ogc:Function><ogc:Literal>1</ogc:Literal><ogc:Literal>0</ogc:Literal></ogc:Function></CssParameter>
                </Stroke>
              </Mark>
              <Size>10</Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>above</Name>
          <Title>1.25 to 2 times the mean / 平均水平的1.25至2倍</Title>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsGreaterThanOrEqualTo>
                <ogc:PropertyName>access_ratio</ogc:PropertyName>
                <ogc:Literal>1.25</ogc:Literal>
              </ogc:PropertyIsGreaterThanOrEqualTo>
              <ogc:PropertyIsLessThan>
                <ogc:PropertyName>access_ratio</ogc:PropertyName>
                <ogc:Literal>2</ogc:Literal>
              </ogc:PropertyIsLessThan>
            </ogc:And>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <CssParameter name="fill">#80cdc1</CssParameter>
            </Fill>
            <Stroke>
              <CssParameter name="stroke">#777777</CssParameter>
              <CssParameter name="stroke-width">0.5</CssParameter>
            </Stroke>
          </PolygonSymbolizer>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#80cdc1</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#222222</CssParameter>
                  <CssParameter name="stroke-width">0.7</CssParameter>
                  <!-- points alone have an outline: in an area the circle is not seen -->
                  <CssParameter name="stroke-opacity"><ogc:Function name="if_then_else"><ogc:Function name="equalTo"><ogc:Function name="dimension"><ogc:Function name="geometry"/></ogc:Function><ogc:Literal>0</ogc:Literal></ogc:Function><ogc:Literal>1</ogc:Literal><ogc:Literal>0</ogc:Literal></ogc:Function></CssParameter>
                </Stroke>
              </Mark>
              <Size>10</Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>twice</Name>
          <Title>Twice the mean or more / 平均水平的2倍以上</Title>
          <ogc:Filter>
            <ogc:PropertyIsGreaterThanOrEqualTo>
              <ogc:PropertyName>access_ratio</ogc:PropertyName>
              <ogc:Literal>2</ogc:Literal>
            </ogc:PropertyIsGreaterThanOrEqualTo>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <CssParameter name="fill">#018571</CssParameter>
            </Fill>
            <Stroke>
              <CssParameter name="stroke">#777777</CssParameter>
              <CssParameter name="stroke-width">0.5</CssParameter>
            </Stroke>
          </PolygonSymbolizer>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#018571</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#222222</CssParameter>
                  <CssParameter name="stroke-width">0.7</CssParameter>
                  <!-- points alone have an outline: in an area the circle is not seen -->
                  <CssParameter name="stroke-opacity"><ogc:Function name="if_then_else"><ogc:Function name="equalTo"><ogc:Function name="dimension"><ogc:Function name="geometry"/></ogc:Function><ogc:Literal>0</ogc:Literal></ogc:Function><ogc:Literal>1</ogc:Literal><ogc:Literal>0</ogc:Literal></ogc:Function></CssParameter>
                </Stroke>
              </Mark>
              <Size>10</Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>unknown</Name>
          <Title>Not known / 不详</Title>
          <ogc:Filter>
            <ogc:PropertyIsNull>
              <ogc:PropertyName>access_ratio</ogc:PropertyName>
            </ogc:PropertyIsNull>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <CssParameter name="fill">#ffffff</CssParameter>
            </Fill>
            <Stroke>
              <CssParameter name="stroke">#777777</CssParameter>
              <CssParameter name="stroke-width">0.5</CssParameter>
            </Stroke>
          </PolygonSymbolizer>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#ffffff</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#222222</CssParameter>
                  <CssParameter name="stroke-width">0.7</CssParameter>
                  <!-- points alone have an outline: in an area the circle is not seen -->
                  <CssParameter name="stroke-opacity"><ogc:Function name="if_then_else"><ogc:Function name="equalTo"><ogc:Function name="dimension"><ogc:Function name="geometry"/></ogc:Function><ogc:Literal>0</ogc:Literal></ogc:Function><ogc:Literal>1</ogc:Literal><ogc:Literal>0</ogc:Literal></ogc:Function></CssParameter>
                </Stroke>
              </Mark>
              <Size>10</Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
