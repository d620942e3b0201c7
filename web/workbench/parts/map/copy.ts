export const copy = {
  map: { zh: '地图', en: 'Map' },
  pick: { zh: '点一下地图选位置', en: 'Click the map to choose the place' },
  failed: { zh: '地图现在打不开，地址和列表照常可用。', en: 'The map cannot be opened now; address and list work as usual.' },
  here: { zh: '这件事的位置', en: 'Place of this matter' },
} as const
