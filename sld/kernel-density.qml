<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<!-- Colours of kernel-density.sld, written from it by ShippedStylesTest. -->
<qgis version="3.22.0" styleCategories="Symbology">
  <pipe>
    <rasterrenderer type="singlebandpseudocolor" band="1" alphaBand="-1" opacity="1" nodataColor="" classificationMin="0" classificationMax="20">
      <rasterTransparency/>
      <rastershader>
        <colorrampshader colorRampType="INTERPOLATED" classificationMode="1" clip="0" minimumValue="0" maximumValue="20">
          <item value="0" color="#fcffa4" alpha="0" label="0"/>
          <item value="1" color="#fcffa4" alpha="179" label="1"/>
          <item value="5" color="#fca50a" alpha="217" label="5"/>
          <item value="10" color="#dd513a" alpha="230" label="10"/>
          <item value="15" color="#932667" alpha="242" label="15"/>
          <item value="20" color="#420a68" alpha="242" label="20"/>
        </colorrampshader>
      </rastershader>
    </rasterrenderer>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
