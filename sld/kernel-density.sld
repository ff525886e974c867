<?xml version="1.0" encoding="UTF-8"?>
<!-- Kernel density computed on the fly from a layer of points, by edu:KernelDensity as a rendering transformation.
     env: radius (metres, 20000), or radiusPixels (then give maximum too), weight (attribute or expression, pupils; 1 counts schools), kernel (QUARTIC and so on),
     precision (FAST, to about 0.1 % of the highest density, finer than colours show; EXACT),
     maximum (the density of the darkest colour; by default what some 8,400 pupils in one place come to at this radius),
     opacity (1). -->
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" xmlns:ogc="http://www.opengis.net/ogc"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.opengis.net/sld http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd">
  <NamedLayer>
    <Name>edu:schools</Name>
    <UserStyle>
      <Name>kernel-density</Name>
      <Title>Kernel density / 核密度</Title>
      <Abstract>Kernel density of schools per square kilometre, weighted by their pupils or by what env names.</Abstract>
      <FeatureTypeStyle>
        <Transformation>
          <ogc:Function name="edu:KernelDensity">
            <ogc:Function name="parameter">
              <ogc:Literal>data</ogc:Literal>
            </ogc:Function>
            <ogc:Function name="parameter">
              <ogc:Literal>weight</ogc:Literal>
              <ogc:Function name="env"><ogc:Literal>weight</ogc:Literal><ogc:Literal>pupils</ogc:Literal></ogc:Function>
            </ogc:Function>
            <ogc:Function name="parameter">
              <ogc:Literal>kernel</ogc:Literal>
              <ogc:Function name="env"><ogc:Literal>kernel</ogc:Literal><ogc:Literal>QUARTIC</ogc:Literal></ogc:Function>
            </ogc:Function>
            <ogc:Function name="parameter">
              <ogc:Literal>radius</ogc:Literal>
              <!-- nothing where a radius in pixels is asked for -->
              <ogc:Function name="if_then_else">
                <ogc:Function name="isNull">
                  <ogc:Function name="env"><ogc:Literal>radiusPixels</ogc:Literal></ogc:Function>
                </ogc:Function>
                <ogc:Function name="env"><ogc:Literal>radius</ogc:Literal><ogc:Literal>20000</ogc:Literal></ogc:Function>
                <ogc:Function name="env"><ogc:Literal>no radius</ogc:Literal></ogc:Function>
              </ogc:Function>
            </ogc:Function>
            <ogc:Function name="parameter">
              <ogc:Literal>radiusPixels</ogc:Literal>
              <ogc:Function name="env"><ogc:Literal>radiusPixels</ogc:Literal></ogc:Function>
            </ogc:Function>
            <ogc:Function name="parameter">
              <ogc:Literal>precision</ogc:Literal>
              <ogc:Function name="env"><ogc:Literal>precision</ogc:Literal><ogc:Literal>FAST</ogc:Literal></ogc:Function>
            </ogc:Function>
            <ogc:Function name="parameter">
              <ogc:Literal>maximum</ogc:Literal>
              <ogc:Function name="env">
                <ogc:Literal>maximum</ogc:Literal>
                <ogc:Div>
                  <ogc:Literal>8000000000</ogc:Literal>
                  <ogc:Mul>
                    <ogc:Function name="env"><ogc:Literal>radius</ogc:Literal><ogc:Literal>20000</ogc:Literal></ogc:Function>
                    <ogc:Function name="env"><ogc:Literal>radius</ogc:Literal><ogc:Literal>20000</ogc:Literal></ogc:Function>
                  </ogc:Mul>
                </ogc:Div>
              </ogc:Function>
            </ogc:Function>
            <ogc:Function name="parameter">
              <ogc:Literal>outputBBOX</ogc:Literal>
              <ogc:Function name="env"><ogc:Literal>wms_bbox</ogc:Literal></ogc:Function>
            </ogc:Function>
            <ogc:Function name="parameter">
              <ogc:Literal>outputWidth</ogc:Literal>
              <ogc:Function name="env"><ogc:Literal>wms_width</ogc:Literal></ogc:Function>
            </ogc:Function>
            <ogc:Function name="parameter">
              <ogc:Literal>outputHeight</ogc:Literal>
              <ogc:Function name="env"><ogc:Literal>wms_height</ogc:Literal></ogc:Function>
            </ogc:Function>
          </ogc:Function>
        </Transformation>
        <Rule>
          <Name>density</Name>
          <Title>Density per km² / 每平方公里密度</Title>
          <RasterSymbolizer>
            <!-- Tells the renderer that features are needed, and which: those around the map, with their geometry. -->
            <Geometry><ogc:Function name="geometry"/></Geometry>
            <Opacity><ogc:Function name="env"><ogc:Literal>opacity</ogc:Literal><ogc:Literal>1</ogc:Literal></ogc:Function></Opacity>
            <!-- The second band, of densities divided by maximum, so that the quantities are numbers, as SLD wants them;
                 the labels are the densities, the highest with what is weighed. An opacity of just 0 would be a red cross in GeoServer's legend. -->
            <ChannelSelection>
              <GrayChannel>
                <SourceChannelName>2</SourceChannelName>
              </GrayChannel>
            </ChannelSelection>
            <ColorMap>
              <ColorMapEntry color="#fcffa4" opacity="0.001" quantity="0"
                  label="0"/>
              <ColorMapEntry color="#fcffa4" opacity="0.7" quantity="0.05"
                  label="${Concatenate(numberFormat(if_then_else(lessThan(1*env('maximum',8000000000.0/(env('radius',20000)*env('radius',20000))),0.001),'0.##E0',if_then_else(lessThan(1*env('maximum',8000000000.0/(env('radius',20000)*env('radius',20000))),1),'0.#####','#,##0.###')),0.05*env('maximum',8000000000.0/(env('radius',20000)*env('radius',20000)))),' /km²')}"/>
              <ColorMapEntry color="#fca50a" opacity="0.85" quantity="0.25"
                  label="${Concatenate(numberFormat(if_then_else(lessThan(1*env('maximum',8000000000.0/(env('radius',20000)*env('radius',20000))),0.001),'0.##E0',if_then_else(lessThan(1*env('maximum',8000000000.0/(env('radius',20000)*env('radius',20000))),1),'0.#####','#,##0.###')),0.25*env('maximum',8000000000.0/(env('radius',20000)*env('radius',20000)))),' /km²')}"/>
              <ColorMapEntry color="#dd513a" opacity="0.9" quantity="0.5"
                  label="${Concatenate(numberFormat(if_then_else(lessThan(1*env('maximum',8000000000.0/(env('radius',20000)*env('radius',20000))),0.001),'0.##E0',if_then_else(lessThan(1*env('maximum',8000000000.0/(env('radius',20000)*env('radius',20000))),1),'0.#####','#,##0.###')),0.5*env('maximum',8000000000.0/(env('radius',20000)*env('radius',20000)))),' /km²')}"/>
              <ColorMapEntry color="#932667" opacity="0.95" quantity="0.75"
                  label="${Concatenate(numberFormat(if_then_else(lessThan(1*env('maximum',8000000000.0/(env('radius',20000)*env('radius',20000))),0.001),'0.##E0',if_then_else(lessThan(1*env('maximum',8000000000.0/(env('radius',20000)*env('radius',20000))),1),'0.#####','#,##0.###')),0.75*env('maximum',8000000000.0/(env('radius',20000)*env('radius',20000)))),' /km²')}"/>
              <ColorMapEntry color="#420a68" opacity="0.95" quantity="1"
                  label="${Concatenate(numberFormat(if_then_else(lessThan(1*env('maximum',8000000000.0/(env('radius',20000)*env('radius',20000))),0.001),'0.##E0',if_then_else(lessThan(1*env('maximum',8000000000.0/(env('radius',20000)*env('radius',20000))),1),'0.#####','#,##0.###')),1*env('maximum',8000000000.0/(env('radius',20000)*env('radius',20000)))),' /km²',if_then_else(equalTo(env('weight','pupils'),'1'),'',Concatenate(' (',env('weight','pupils'),')')))}"/>
            </ColorMap>
          </RasterSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
