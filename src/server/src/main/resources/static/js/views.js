/** The ready views: which layers in which styles, the lowest layer first, and the process that gives the same as numbers. */

const OUTLINE = '<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" '
  + 'xmlns:ogc="http://www.opengis.net/ogc"><NamedLayer><Name>{layer}</Name><UserStyle><FeatureTypeStyle><Rule>'
  + '<PolygonSymbolizer><Fill><CssParameter name="fill">#ffffff</CssParameter></Fill><Stroke>'
  + '<CssParameter name="stroke">#7d8b92</CssParameter><CssParameter name="stroke-width">1</CssParameter></Stroke>'
  + '</PolygonSymbolizer></Rule></FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>';

/** The radius of a density, in kilometres. */
export const RADIUS_KM = {least: 1, most: 60};

export const KERNELS = ['QUARTIC', 'GAUSSIAN', 'EPANECHNIKOV', 'TRIWEIGHT', 'TRIANGULAR', 'UNIFORM'];

/** What schools are scored by, and what counties are held against, wherever the viewer does so: as in the report. */
export const SYSTEM = 'nyingchi';
export const STANDARD = 'cn-2017-quality';
/** The stages that the standard has limits for, with the limit of every coefficient of variation. */
export const CV_LIMITS = {PRIMARY: 0.5, JUNIOR: 0.45};

export const VIEWS = [
  {
    id: 'density',
    process: 'edu:KernelDensity',
    layers: [
      {name: 'edu:counties', outline: true},
      {name: 'edu:schools', style: 'kernel-density', radiusKm: 20, opacity: 0.9},
    ],
  },
  {
    id: 'scores',
    process: 'edu:EntropyScore',
    layers: [
      {name: 'edu:counties', outline: true},
      {name: 'edu:schools', style: 'entropy-score'},
    ],
  },
  {
    id: 'balance',
    process: 'edu:AssessRegions',
    layers: [
      {name: 'edu:counties', outline: true},
      {name: 'edu:schools', style: 'balance-coefficients', stage: 'PRIMARY', served: true},
    ],
  },
  {
    id: 'gaps',
    process: 'edu:ResourceGap',
    computed: true,
    layers: [
      {name: 'edu:counties', outline: true},
      {name: 'edu:schools', style: 'school-stage'},
    ],
  },
];

/** Which layers the views are about: the user's own in the place of the sample's. */
export function aboutLayers(layers, {schools, regions}) {
  return layers.map(layer => ({...layer, name: {'edu:schools': schools, 'edu:counties': regions}[layer.name] ?? layer.name}))
      .filter(layer => layer.name !== 'none');
}

/** A layer of areas as plain outlines, whatever styles the server has for it. */
export function outlineSld(layer) {
  const name = layer.replace(/[<>&]/g, '');
  return OUTLINE.replace('{layer}', () => name);
}
