<?xml version="1.0" encoding="UTF-8"?>
<!-- Scores computed on the fly from a layer of schools, by edu:EntropyScore as a rendering transformation: those of the
     report and of the viewer, by the indicator system nyingchi, each stage by itself.
     env: system (an indicator system, nyingchi), groupBy (attribute; each group is scored by itself, stage),
     weighting (ENTROPY, EQUAL, CV and so on),
     level (draws the schools of one level, 1 to 5, or none for those not scored; all are scored, and all drawn by default). -->
<!-- Needs stage and the columns of the system: of nyingchi, those of the sample data's schools. -->
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.opengis.net/sld http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd">
  <NamedLayer>
    <Name>edu:schools</Name>
    <UserStyle>
      <Name>entropy-score</Name>
      <Title>School scores by the system nyingchi / 学校得分（林芝指标体系）</Title>
      <Abstract>Schools scored by the entropy value method over the indicators of the system nyingchi, each stage by itself; labels give the rank within the stage.</Abstract>
      <FeatureTypeStyle>
        <Transformation>
          <ogc:Function name="edu:EntropyScore">
            <ogc:Function name="parameter">
              <ogc:Literal>data</ogc:Literal>
            </ogc:Function>
            <ogc:Function name="parameter">
              <ogc:Literal>system</ogc:Literal>
              <ogc:Function name="env"><ogc:Literal>system</ogc:Literal><ogc:Literal>nyingchi</ogc:Literal></ogc:Function>
            </ogc:Function>
            <!-- where a filter leaves too little, schools are drawn as not scored -->
            <ogc:Function name="parameter">
              <ogc:Literal>unscorable</ogc:Literal>
              <ogc:Literal>EXCLUDE</ogc:Literal>
            </ogc:Function>
            <ogc:Function name="parameter">
              <ogc:Literal>groupBy</ogc:Literal>
              <ogc:Function name="env"><ogc:Literal>groupBy</ogc:Literal><ogc:Literal>stage</ogc:Literal></ogc:Function>
            </ogc:Function>
            <ogc:Function name="parameter">
              <ogc:Literal>weighting</ogc:Literal>
              <ogc:Function name="env"><ogc:Literal>weighting</ogc:Literal><ogc:Literal>ENTROPY</ogc:Literal></ogc:Function>
            </ogc:Function>
          </ogc:Function>
        </Transformation>
        <Rule>
          <Name>level-1</Name>
          <Title>Level 1 (lowest) / 1级（最低）</Title>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>level</ogc:PropertyName>
                <ogc:Literal>1</ogc:Literal>
              </ogc:PropertyIsEqualTo>
              <ogc:PropertyIsEqualTo>
                <ogc:Function name="env"><ogc:Literal>level</ogc:Literal><ogc:Literal>1</ogc:Literal></ogc:Function>
                <ogc:Literal>1</ogc:Literal>
              </ogc:PropertyIsEqualTo>
            </ogc:And>
          </ogc:Filter>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#fde725</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#222222</CssParameter>
                  <CssParameter name="stroke-width">0.7</CssParameter>
                </Stroke>
              </Mark>
              <Size>8</Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>level-2</Name>
          <Title>Level 2 / 2级</Title>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>level</ogc:PropertyName>
                <ogc:Literal>2</ogc:Literal>
              </ogc:PropertyIsEqualTo>
              <ogc:PropertyIsEqualTo>
                <ogc:Function name="env"><ogc:Literal>level</ogc:Literal><ogc:Literal>2</ogc:Literal></ogc:Function>
                <ogc:Literal>2</ogc:Literal>
              </ogc:PropertyIsEqualTo>
            </ogc:And>
          </ogc:Filter>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#5ec962</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#222222</CssParameter>
                  <CssParameter name="stroke-width">0.7</CssParameter>
                </Stroke>
              </Mark>
              <Size>10</Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>level-3</Name>
          <Title>Level 3 / 3级</Title>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>level</ogc:PropertyName>
                <ogc:Literal>3</ogc:Literal>
              </ogc:PropertyIsEqualTo>
              <ogc:PropertyIsEqualTo>
                <ogc:Function name="env"><ogc:Literal>level</ogc:Literal><ogc:Literal>3</ogc:Literal></ogc:Function>
                <ogc:Literal>3</ogc:Literal>
              </ogc:PropertyIsEqualTo>
            </ogc:And>
          </ogc:Filter>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#21918c</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#222222</CssParameter>
                  <CssParameter name="stroke-width">0.7</CssParameter>
                </Stroke>
              </Mark>
              <Size>12</Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>level-4</Name>
          <Title>Level 4 / 4级</Title>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>level</ogc:PropertyName>
                <ogc:Literal>4</ogc:Literal>
              </ogc:PropertyIsEqualTo>
              <ogc:PropertyIsEqualTo>
                <ogc:Function name="env"><ogc:Literal>level</ogc:Literal><ogc:Literal>4</ogc:Literal></ogc:Function>
                <ogc:Literal>4</ogc:Literal>
              </ogc:PropertyIsEqualTo>
            </ogc:And>
          </ogc:Filter>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#3b528b</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#222222</CssParameter>
                  <CssParameter name="stroke-width">0.7</CssParameter>
                </Stroke>
              </Mark>
              <Size>14</Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>level-5</Name>
          <Title>Level 5 (highest) / 5级（最高）</Title>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsEqualTo>
                <ogc:PropertyName>level</ogc:PropertyName>
                <ogc:Literal>5</ogc:Literal>
              </ogc:PropertyIsEqualTo>
              <ogc:PropertyIsEqualTo>
                <ogc:Function name="env"><ogc:Literal>level</ogc:Literal><ogc:Literal>5</ogc:Literal></ogc:Function>
                <ogc:Literal>5</ogc:Literal>
              </ogc:PropertyIsEqualTo>
            </ogc:And>
          </ogc:Filter>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>circle</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#440154</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#222222</CssParameter>
                  <CssParameter name="stroke-width">0.7</CssParameter>
                </Stroke>
              </Mark>
              <Size>16</Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>not-scored</Name>
          <Title>Not scored / 未评分</Title>
          <ogc:Filter>
            <ogc:And>
              <ogc:PropertyIsNull>
                <ogc:PropertyName>level</ogc:PropertyName>
              </ogc:PropertyIsNull>
              <ogc:PropertyIsEqualTo>
                <ogc:Function name="env"><ogc:Literal>level</ogc:Literal><ogc:Literal>none</ogc:Literal></ogc:Function>
                <ogc:Literal>none</ogc:Literal>
              </ogc:PropertyIsEqualTo>
            </ogc:And>
          </ogc:Filter>
          <PointSymbolizer>
            <Graphic>
              <Mark>
                <WellKnownName>x</WellKnownName>
                <Fill>
                  <CssParameter name="fill">#8a9296</CssParameter>
                </Fill>
                <Stroke>
                  <CssParameter name="stroke">#8a9296</CssParameter>
                  <CssParameter name="stroke-width">1</CssParameter>
                </Stroke>
              </Mark>
              <Size>9</Size>
            </Graphic>
          </PointSymbolizer>
        </Rule>
        <Rule>
          <Name>ranks</Name>
          <ogc:Filter>
            <ogc:PropertyIsEqualTo>
              <ogc:PropertyName>level</ogc:PropertyName>
              <ogc:Function name="env"><ogc:Literal>level</ogc:Literal><ogc:PropertyName>level</ogc:PropertyName></ogc:Function>
            </ogc:PropertyIsEqualTo>
          </ogc:Filter>
          <MaxScaleDenominator>4000000</MaxScaleDenominator>
          <TextSymbolizer>
            <Label><ogc:PropertyName>rank</ogc:PropertyName></Label>
            <Font>
              <CssParameter name="font-family">DejaVu Sans</CssParameter>
              <CssParameter name="font-size">10</CssParameter>
            </Font>
            <LabelPlacement>
              <PointPlacement>
                <AnchorPoint>
                  <AnchorPointX>0</AnchorPointX>
                  <AnchorPointY>0.5</AnchorPointY>
                </AnchorPoint>
                <Displacement>
                  <DisplacementX>10</DisplacementX>
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
