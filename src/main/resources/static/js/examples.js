/** Inputs to start from, for the sample layers: one example per process. */

const SCHOOLS = 'edu:schools';
const layer = name => [{source: 'layer', layer: name}];
const values = (...list) => list.map(value => ({value}));
const PER_PUPIL = values(
    '100.0 * teachers_qualified / pupils', '1.0 * teaching_area / pupils', '1.0 * sports_area / pupils',
    '1.0 * equipment_value / pupils', '1.0 * books / pupils', '100.0 * computers / pupils');

const EXAMPLES = {
  'edu:KernelDensity': {data: layer(SCHOOLS), weight: values('pupils'), radius: values('20000')},
  'edu:EntropyScore': {data: layer(SCHOOLS), indicators: PER_PUPIL, groupBy: values('stage')},
  'edu:EntropyWeights': {data: layer(SCHOOLS), indicators: PER_PUPIL, groupBy: values('stage')},
  'edu:BalanceCoefficients': {
    data: layer(SCHOOLS), indicators: PER_PUPIL, groupBy: values('county'), population: values('pupils'),
    regions: layer('edu:counties'), regionKey: values('county'), threshold: values('0.65'),
  },
  'edu:InequalityMeasures': {
    data: layer(SCHOOLS), indicators: PER_PUPIL, groupBy: values('county'), population: values('pupils'),
  },
  'edu:TheilDecomposition': {
    data: layer(SCHOOLS), indicators: PER_PUPIL, groupBy: values('county'), population: values('pupils'),
  },
};

/** The example for a process, where the server has the layers that it is about; else null. */
export function exampleFor(processId, layerNames) {
  const example = EXAMPLES[processId];
  const needed = Object.values(example ?? {}).flat().filter(entry => entry.source === 'layer');
  return example && needed.every(entry => layerNames.includes(entry.layer)) ? example : null;
}
