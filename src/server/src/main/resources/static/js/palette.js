/** The colours of the shipped styles (sld/), told apart by people with colour vision deficiencies too. */

/** Score levels, lowest to highest. */
export const LEVELS = ['#fde725', '#5ec962', '#21918c', '#3b528b', '#440154'];

/** A rule that is met, or not. */
export const MET = '#2166ac';
export const NOT_MET = '#d6604d';
/** A rule that is not met, by the least share of the schools that comply. */
export const COMPLYING = [[0.75, '#fddbc7'], [0.5, '#f4a582']];
/** A coefficient within its limit: up to a half, three quarters and all of it. */
export const WITHIN = [[0.5, '#2166ac'], [0.75, '#67a9cf'], [1, '#d1e5f0']];
/** Clusters and outliers: a value and its neighbours', high (H) or low (L), or not significant. */
export const CLUSTERS = {HH: '#b2182b', LL: '#2166ac', HL: '#f4a582', LH: '#92c5de', NS: '#dfe3e5'};
/** Hot and cold spots, by how sure they are in percent, and what is neither. */
export const SPOTS = {
  HOT_99: '#b2182b', HOT_95: '#ef8a62', HOT_90: '#f7c2a8', NS: '#cfcfcf', COLD_90: '#b3d5e8', COLD_95: '#67a9cf', COLD_99: '#2166ac',
};
/** Access over its mean, below each. */
export const ACCESS = [[0.5, '#a6611a'], [0.8, '#dfc27d'], [1.25, '#c7c7c7'], [2, '#80cdc1'], [Infinity, '#018571']];
/** What lacks to a standard, in whole thresholds: up to a quarter of one, to all of it, and more. */
export const LACKING = [[0.25, '#fdd49e'], [1, '#fc8d59'], [Infinity, '#b30000']];
export const UNKNOWN = '#b8c0c4';

/** Density, from nothing to the maximum; the first is drawn transparent. */
export const DENSITY = ['#fcffa4', '#fca50a', '#dd513a', '#932667', '#420a68'];

/** Ramps to choose from, light to dark or through a neutral middle. */
export const RAMPS = {
  viridis: LEVELS,
  teal: ['#e3f0ef', '#9fd0cc', '#4fa6a1', '#0b6e6e', '#063c3c'],
  orange: ['#feedde', '#fdbe85', '#fd8d3c', '#d94701', '#7f2704'],
  inferno: DENSITY,
  diverging: ['#2166ac', '#92c5de', '#f7f7f7', '#f4a582', '#b2182b'],
};

/** Grids of a user's own, from low to high. */
export const GRID = RAMPS.teal;

/** Series of a chart. */
export const SERIES = ['#0b6e6e', '#d95f0e', '#5b4a9e', '#8a6d00', '#2166ac', '#a8325f'];

/** The colour of level 1…count, spread over the ramp. */
export function levelColour(level, count = LEVELS.length) {
  const at = count > 1 ? (level - 1) / (count - 1) : 1;
  return rampColour(LEVELS, at);
}

/** A colour of a ramp, at 0…1, between its stops. */
export function rampColour(ramp, at) {
  const [r, g, b] = rampRgb(ramp, at);
  return `rgb(${r}, ${g}, ${b})`;
}

export function rampRgb(ramp, at) {
  const place = Math.min(1, Math.max(0, at)) * (ramp.length - 1);
  const low = Math.min(Math.floor(place), ramp.length - 2);
  const from = rgb(ramp[low]);
  const to = rgb(ramp[low + 1]);
  return from.map((value, i) => Math.round(value + (to[i] - value) * (place - low)));
}

function rgb(hex) {
  return [1, 3, 5].map(at => Number.parseInt(hex.slice(at, at + 2), 16));
}
