import { defineTexts } from '../kernel/i18n.ts'

/** Faults of area codes and of imported boundaries. */
export const territoryTexts = defineTexts({
  'territory.code.malformed': {
    zh: '区划代码 {code} 应是 6、9、12 或 15 位数字',
    en: 'The area code {code} must have 6, 9, 12 or 15 digits',
  },
  'territory.geojson.too-large': { zh: '文件太大', en: 'The file is too large' },
  'territory.geojson.not-json': { zh: '文件不是 JSON', en: 'The file is not JSON' },
  'territory.geojson.not-a-collection': {
    zh: '文件应是一个 GeoJSON FeatureCollection',
    en: 'The file must be a GeoJSON FeatureCollection',
  },
  'territory.geojson.too-many-features': { zh: '要素太多', en: 'There are too many features' },
  'territory.geojson.too-many-positions': { zh: '坐标点太多', en: 'There are too many positions' },
  'territory.geometry.not-a-polygon': { zh: '应是面（Polygon 或 MultiPolygon）', en: 'It must be a Polygon or MultiPolygon' },
  'territory.geometry.too-many-positions': { zh: '坐标点太多', en: 'There are too many positions' },
  'territory.geometry.bad-position': { zh: '坐标应是两个数', en: 'A position must be two numbers' },
  'territory.geometry.swapped': { zh: '经度和纬度写反了', en: 'Longitude and latitude are swapped' },
  'territory.geometry.out-of-range': { zh: '坐标超出范围', en: 'The position is out of range' },
  'territory.geometry.too-few': { zh: '边界至少要有三个不同的点', en: 'A ring needs at least three different points' },
  'territory.geometry.unclosed': { zh: '边界没有闭合', en: 'The ring is not closed' },
  'territory.geometry.self-crossing': { zh: '边界自己相交', en: 'The ring crosses itself' },
  'territory.boundary.name-missing': { zh: '没有名称', en: 'The name is missing' },
  'territory.boundary.not-in-county': { zh: '代码 {code} 不属于本区县 {county}', en: 'The code {code} is not of this county {county}' },
  'territory.boundary.duplicate': { zh: '代码 {code} 出现了两次', en: 'The code {code} stands twice' },
  'territory.boundary.outside': { zh: '边界在上级区域之外', en: 'The boundary lies outside the area above it' },
  'territory.boundary.wrong-datum': {
    zh: '坐标像是 {datum}，请转换为 WGS84',
    en: 'The positions look like {datum}; please convert them to WGS84',
  },
  'territory.boundary.overlap': { zh: '与 {other} 重叠', en: 'It overlaps {other}' },
})
