import { listCityVersions, listGridEdits, listGridShapes, previewGridEdit } from '@heliu/contract/city-api';
import { getCityGrids, getCityOverview } from '@heliu/contract/city/overview';
import { getPlace, locatePlace, searchPlaces } from '@heliu/contract/city/search';
import { getMapMatters, getPlaceMatters } from '@heliu/contract/map';

/** What is read again when grids have changed. */
export const afterEdit = [
  getCityOverview,
  getCityGrids,
  getPlace,
  locatePlace,
  searchPlaces,
  listGridShapes,
  listGridEdits,
  listCityVersions,
  getMapMatters,
  getPlaceMatters,
];

/** Previews were reckoned on the city before; not asked again for what was just done. */
export const afterUndo = [...afterEdit, previewGridEdit];
