import type { LayerSpecification, Map as MapLibre, MapMouseEvent } from 'maplibre-gl'

// A map to choose a place on. It is never the only way: the address field stands above it, and the library comes only when it is asked for.

/** Puts a button in each `[data-map]` that opens a map; a point chosen there goes into the hidden input that `data-target` names. */
export const offerMap = (): void => {
  for (const box of Array.from(document.querySelectorAll<HTMLElement>('[data-map]'))) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'button second'
    button.textContent = box.dataset['label'] ?? ''
    button.addEventListener('click', () => {
      button.setAttribute('aria-disabled', 'true')
      open(box, button).catch(() => {
        button.removeAttribute('aria-disabled')
        say(box, box.dataset['failed'] ?? '')
      })
    })
    const status = hintLine('')
    status.setAttribute('role', 'status')
    box.append(button, status)
    box.hidden = false
  }
}

const hintLine = (text: string): HTMLParagraphElement => {
  const line = document.createElement('p')
  line.className = 'hint'
  line.textContent = text
  return line
}

interface Frame {
  readonly center: { readonly lon: number; readonly lat: number }
  readonly bounds: [number, number, number, number] | null
  readonly minZoom: number
  readonly maxZoom: number
}

const say = (box: HTMLElement, text: string): void => {
  const status = box.querySelector('[role=status]')
  if (status) status.textContent = text
}

const open = async (box: HTMLElement, button: HTMLElement): Promise<void> => {
  const [library, worker, answer] = await Promise.all([
    import('maplibre-gl'),
    import('maplibre-gl/dist/maplibre-gl-worker.mjs?url'),
    fetch(box.dataset['map'] ?? ''),
    import('maplibre-gl/dist/maplibre-gl.css'),
  ])
  if (!answer.ok) throw new Error(`the map answered ${answer.status}`)
  const frame = (await answer.json()) as Frame
  // A production build never finds the worker by itself.
  library.setWorkerUrl(worker.default)
  const canvas = document.createElement('div')
  canvas.className = 'map-pick'
  button.replaceWith(hintLine(box.dataset['hint'] ?? ''), canvas)
  const map = new library.Map({
    container: canvas,
    style: styleOf(frame),
    center: [frame.center.lon, frame.center.lat],
    zoom: frame.minZoom + 2,
    minZoom: frame.minZoom,
    maxZoom: 19,
    dragRotate: false,
    // One finger scrolls the page, two move the map: a map must not catch a thumb on its way down.
    cooperativeGestures: true,
    locale: wordsOf(box),
    // The source is named in the map's own corner; the bundle's makers are named in its licence notice.
    attributionControl: { compact: false, customAttribution: [] },
    ...(frame.bounds ? { bounds: frame.bounds, fitBoundsOptions: { padding: 16 } } : {}),
  })
  map.addControl(new library.NavigationControl({ showCompass: false }), 'top-right')
  choose(box, map, new library.Marker({ color: '#0b5f61' }))
}

/** What the library says, in the language of the page. */
const wordsOf = ({ dataset }: HTMLElement): Record<string, string> => ({
  'AttributionControl.ToggleAttribution': dataset['source'] ?? '',
  'Map.Title': dataset['title'] ?? '',
  'Marker.Title': dataset['done'] ?? '',
  'NavigationControl.ZoomIn': dataset['in'] ?? '',
  'NavigationControl.ZoomOut': dataset['out'] ?? '',
  'CooperativeGesturesHandler.WindowsHelpText': dataset['scroll'] ?? '',
  'CooperativeGesturesHandler.MacHelpText': (dataset['scroll'] ?? '').replace('Ctrl', '⌘'),
  'CooperativeGesturesHandler.MobileHelpText': dataset['fingers'] ?? '',
})

interface Marker {
  setLngLat(at: [number, number]): { addTo(map: MapLibre): unknown }
  remove(): unknown
}

const choose = (box: HTMLElement, map: MapLibre, marker: Marker): void => {
  const target = document.getElementById(box.dataset['target'] ?? '')
  if (!(target instanceof HTMLInputElement)) return
  const drop = clearButton(box)
  const show = (lng: number, lat: number): void => {
    marker.setLngLat([lng, lat]).addTo(map)
    drop.hidden = false
  }
  const set = (lng: number, lat: number): void => {
    show(lng, lat)
    target.value = `${lng.toFixed(6)},${lat.toFixed(6)}`
    say(box, box.dataset['done'] ?? '')
    forgetPosition()
  }
  const showGiven = (): void => {
    const [lng = Number.NaN, lat = Number.NaN] = target.value === '' ? [] : target.value.split(',').map(Number)
    if (!Number.isFinite(lng) || !Number.isFinite(lat)) return
    show(lng, lat)
    map.jumpTo({ center: [lng, lat], zoom: 16 })
  }
  showGiven()
  target.addEventListener('change', () => {
    say(box, '')
    showGiven()
  })
  drop.addEventListener('click', () => {
    marker.remove()
    target.value = ''
    drop.hidden = true
    say(box, box.dataset['cleared'] ?? '')
    forgetPosition()
    map.getCanvas().focus()
  })
  map.on('click', (event: MapMouseEvent) => set(event.lngLat.lng, event.lngLat.lat))
  // Arrow keys move the map; Enter takes its middle.
  map.getCanvas().addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    const middle = map.getCenter()
    set(middle.lng, middle.lat)
  })
}

/** A position taken before is no longer what counts, so its line must not say so. */
const forgetPosition = (): void => {
  const line = document.querySelector('.locate [role=status]')
  if (line) line.textContent = ''
}

/** Takes the chosen place back; there only while there is one. */
const clearButton = (box: HTMLElement): HTMLButtonElement => {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button quiet'
  button.textContent = box.dataset['clear'] ?? ''
  button.hidden = true
  box.append(button)
  return button
}

const styleOf = (frame: Frame) => ({
  version: 8 as const,
  sources: {
    district: {
      type: 'vector' as const,
      tiles: [`${location.origin}/api/tiles/{z}/{x}/{y}.pbf`],
      minzoom: Math.max(0, Math.floor(frame.minZoom)),
      maxzoom: Math.floor(frame.maxZoom),
      attribution: '© OpenStreetMap contributors',
    },
  },
  layers: layersOf(matchMedia('(prefers-color-scheme: dark)').matches),
})

const source = 'district'

const layersOf = (dark: boolean): LayerSpecification[] => {
  const [paper, green, water, road, building, line, words] = dark
    ? ['#161d1c', '#1d2a22', '#1a2a33', '#3a4543', '#252f2d', '#64726e', '#c4cfcb']
    : ['#f4f3ee', '#dfe8d6', '#cfdfe6', '#ffffff', '#e2ddd2', '#8d9a97', '#3b4745']
  const fill = (id: string, colour: string, minzoom = 0): LayerSpecification => ({
    id,
    type: 'fill',
    source,
    'source-layer': id,
    minzoom,
    paint: { 'fill-color': colour },
  })
  const names = (layer: string, minzoom: number, maxzoom: number): LayerSpecification => ({
    id: `${layer}-names`,
    type: 'symbol',
    source,
    'source-layer': layer,
    minzoom,
    maxzoom,
    layout: { 'text-field': ['coalesce', ['get', 'name'], ''], 'text-size': 14, 'text-font': ['sans-serif'] },
    paint: { 'text-color': words, 'text-halo-color': paper, 'text-halo-width': 1.5 },
  })
  return [
    { id: 'paper', type: 'background', paint: { 'background-color': paper } },
    fill('green', green),
    fill('water', water),
    fill('buildings', building, 14),
    { id: 'roads', type: 'line', source, 'source-layer': 'roads', paint: { 'line-color': road, 'line-width': 3 } },
    { id: 'communities', type: 'line', source, 'source-layer': 'areas-community', paint: { 'line-color': line, 'line-width': 1 } },
    names('names-street', 9, 13.5),
    names('names-community', 13.5, 16),
    names('points', 16, 24),
  ]
}
