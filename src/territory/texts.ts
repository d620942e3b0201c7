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
  'territory.change.nothing': { zh: '没有要改的网格', en: 'There is nothing to change' },
  'territory.change.not-in-force': {
    zh: '{code} 不是本社区现行的网格或社区',
    en: '{code} is not a grid in force in this community, or not a community',
  },
  'territory.change.no-code': {
    zh: '社区 {community} 的网格顺序号（001—999）已用完，编码不重复使用',
    en: 'The grid numbers of {community} (001–999) are used up; codes are never used again',
  },
  'territory.change.gap': {
    zh: '有 {squareMetres} 平方米不再属于任何网格，请补画',
    en: '{squareMetres} m² would belong to no grid: please draw them in',
  },
  'territory.change.apart': { zh: '这些网格不相邻，不能合并', en: 'These grids do not touch and cannot be merged' },
  'territory.change.too-few': {
    zh: '{households} 户，少于建议的 {fewest} 户',
    en: '{households} households, fewer than the recommended {fewest}',
  },
  'territory.change.too-many': {
    zh: '{households} 户、{persons} 人，多于建议的 {most} 户或 {mostPersons} 人',
    en: '{households} households and {persons} persons, more than the recommended {most} or {mostPersons}',
  },
  'territory.plan.compound-too-large': {
    zh: '{compound} 有 {households} 户、{persons} 人，自成一格也超过建议的 {most} 户或 {mostPersons} 人',
    en: '{compound} has {households} households and {persons} persons: alone more than the recommended {most} or {mostPersons}',
  },
  'territory.change.stale': {
    zh: '这个社区的网格刚刚被别人改过，请重新查看后再确认',
    en: 'The grids of this community were changed meanwhile: please look again before you confirm',
  },
  'territory.change.out-of-reach': { zh: '这个社区不在您的管理范围内', en: 'This community is not within your reach' },
})
