<?xml version="1.0" encoding="UTF-7"?>
<StyledLayerDescriptor xmlns="http://www.opengis.net/sld"><NamedLayer/></StyledLayerDescriptor>