<?xml version="1.0" encoding="UTF-8"?>
<!-- Where high and low values gather, the result of edu:HotSpots: points or polygons. Needs the attribute gi_class. -->
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.opengis.net/sld http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd">
  <NamedLayer>
    <Name>hot-spots</Name>
    <UserStyle>
      <Name>hot-spots</Name>
      <Title>Hot and cold spots / 热点与冷点</Title>
      <Abstract>Hot spots, where high values gather, and cold spots, by the statistic Gi* of Getis and Ord. Attribute: gi_class, as edu:HotSpots gives it.</Abstract>
      <FeatureTypeStyle>
        <Rule>
          <Name>hot-99</Name>
          <Title>Hot spot, 99 % / 热点（99%）</Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>gi_class</ogc:PropertyName>
              <ogc:Literal>HOT_99</ogc:Literal>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <CssParameter name="fill">#b2182b</CssParameter>
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
                  <CssParameter name="fill">#b2182b</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#222222</CssParameter>
                  <CssParameter name="stroke-width">0.7</CssParameter>
                  <!-- points alone have an outline: in an area the circle is not seen -->
                  <CssParameter name="stroke-opacity"><ogc:Function name="if_then_else"><ogc:Function name="equalTo"><ogc:Function name="dimension"><ogc:Function name="geometry"/></ogc:Function><ogc:Literal>0</ogc:Literal></ogc:Function><ogc:Literal>1</ogc:Literal><ogc:Literal>0</ogc:Literal></ogc:Function></CssParameter>
                </Stroke>
              </Mark>
              <Size>12</Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>hot-95</Name>
          <Title>Hot spot, 95 % / 热点（95%）</Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>gi_class</ogc:PropertyName>
              <ogc:Literal>HOT_95</ogc:Literal>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <CssParameter name="fill">#ef8a62</CssParameter>
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
                  <CssParameter name="fill">#ef8a62</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#222222</CssParameter>
                  <CssParameter name="stroke-width">0.7</CssParameter>
                  <!-- points alone have an outline: in an area the circle is not seen -->
                  <CssParameter name="stroke-opacity"><ogc:Function name="if_then_else"><ogc:Function name="equalTo"><ogc:Function name="dimension"><ogc:Function name="geometry"/></ogc:Function><ogc:Literal>0</ogc:Literal></ogc:Function><ogc:Literal>1</ogc:Literal><ogc:Literal>0</ogc:Literal></ogc:Function></CssParameter>
                </Stroke>
              </Mark>
              <Size>11</Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>hot-90</Name>
          <Title>Hot spot, 90 % / 热点（90%）</Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>gi_class</ogc:PropertyName>
              <ogc:Literal>HOT_90</ogc:Literal>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <CssParameter name="fill">#f7c2a8</CssParameter>
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
                  <CssParameter name="fill">#f7c2a8</CssParameter>
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
          <Name>ns</Name>
          <Title>Not significant / 不显著</Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>gi_class</ogc:PropertyName>
              <ogc:Literal>NS</ogc:Literal>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <CssParameter name="fill">#cfcfcf</CssParameter>
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
                  <CssParameter name="fill">#cfcfcf</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#222222</CssParameter>
                  <CssParameter name="stroke-width">0.7</CssParameter>
                  <!-- points alone have an outline: in an area the circle is not seen -->
                  <CssParameter name="stroke-opacity"><ogc:Function name="if_then_else"><ogc:Function name="equalTo"><ogc:Function name="dimension"><ogc:Function name="geometry"/></ogc:Function><ogc:Literal>0</ogc:Literal></ogc:Function><ogc:Literal>1</ogc:Literal><ogc:Literal>0</ogc:Literal></ogc:Function></CssParameter>
                </Stroke>
              </Mark>
              <Size>8</Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>cold-90</Name>
          <Title>Cold spot, 90 % / 冷点（90%）</Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>gi_class</ogc:PropertyName>
              <ogc:Literal>COLD_90</ogc:Literal>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <CssParameter name="fill">#b3d5e8</CssParameter>
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
                  <CssParameter name="fill">#b3d5e8</CssParameter>
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
          <Name>cold-95</Name>
          <Title>Cold spot, 95 % / 冷点（95%）</Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>gi_class</ogc:PropertyName>
              <ogc:Literal>COLD_95</ogc:Literal>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <CssParameter name="fill">#67a9cf</CssParameter>
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
                  <CssParameter name="fill">#67a9cf</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#222222</CssParameter>
                  <CssParameter name="stroke-width">0.7</CssParameter>
                  <!-- points alone have an outline: in an area the circle is not seen -->
                  <CssParameter name="stroke-opacity"><ogc:Function name="if_then_else"><ogc:Function name="equalTo"><ogc:Function name="dimension"><ogc:Function name="geometry"/></ogc:Function><ogc:Literal>0</ogc:Literal></ogc:Function><ogc:Literal>1</ogc:Literal><ogc:Literal>0</ogc:Literal></ogc:Function></CssParameter>
                </Stroke>
              </Mark>
              <Size>11</Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>cold-99</Name>
          <Title>Cold spot, 99 % / 冷点（99%）</Title>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>gi_class</ogc:PropertyName>
              <ogc:Literal>COLD_99</ogc:Literal>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <PolygonSymbolizer>
            <Fill>
              <CssParameter name="fill">#2166ac</CssParameter>
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
                  <CssParameter name="fill">#2166ac</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#222222</CssParameter>
                  <CssParameter name="stroke-width">0.7</CssParameter>
                  <!-- points alone have an outline: in an area the circle is not seen -->
                  <CssParameter name="stroke-opacity"><ogc:Function name="if_then_else"><ogc:Function name="equalTo"><ogc:Function name="dimension"><ogc:Function name="geometry"/></ogc:Function><ogc:Literal>0</ogc:Literal></ogc:Function><ogc:Literal>1</ogc:Literal><ogc:Literal>0</ogc:Literal></ogc:Function></CssParameter>
                </Stroke>
              </Mark>
              <Size>12</Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>none</Name>
          <Title>No value or no neighbours / 无值或无邻居</Title>
          <ogc:Filter>
            <ogc:Or>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>gi_class</ogc:PropertyName>
                <ogc:Literal>MISSING</ogc:Literal>
              </ogc:PropertyIsEqualTo>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>gi_class</ogc:PropertyName>
                <ogc:Literal>ISLAND</ogc:Literal>
              </ogc:PropertyIsEqualTo>
            </ogc:Or>
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
              <Size>8</Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
