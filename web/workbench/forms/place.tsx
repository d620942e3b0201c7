import { AutoComplete, Button } from 'antd'
import { lazy, type ReactElement, Suspense, useState } from 'react'
import { useCopy } from '../app/lang.ts'
import { Loading } from '../parts/states.tsx'
import { type InputProps, inputId, useForm } from './context.ts'
import { copy } from './copy.ts'
import { usePlaces } from './places.ts'
import { asText, partOf, withPart } from './values.ts'

// The map weighs more than the rest of the screen and is wanted seldom.
const PointPick = lazy(() => import('../parts/map/point-pick.tsx').then((module) => ({ default: module.PointPick })))

/** A place: typed and found among known places, or chosen on the map; either alone will do. */
export const PlaceInput = ({ path, value, onChange, described }: InputProps): ReactElement => {
  const say = useCopy(copy)
  const { name, faults } = useForm()
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<string | null>(null)
  const [typing, setTyping] = useState(false)
  const address = asText(partOf(value, 'address'))
  const point = partOf(value, 'point') as readonly [number, number] | undefined
  const places = usePlaces(chosen === address ? '' : address)
  const fault = faults.get(`${path}.address`) ?? faults.get(`${path}.point`)
  const id = inputId(name, `${path}.address`)
  const choose = (placeId: string): void => {
    const place = places.find((each) => each.id === placeId)
    if (!place) return
    const words = place.name
    setChosen(words)
    onChange({
      address: words,
      placeId: place.id,
      ...(place.point ? { point: [place.point.lon, place.point.lat] } : {}),
      ...(place.area ? { areaCode: place.area.id } : {}),
    })
  }
  return (
    <div className="stack" id={described.id} tabIndex={-1}>
      <div className="row is-nowrap">
        <AutoComplete
          id={id}
          aria-label={say('address')}
          placeholder={say('address')}
          style={{ flex: 1, minWidth: 0 }}
          value={address}
          {...(fault ? { status: 'error', 'aria-invalid': true } : {})}
          // What was found late must not open over the question that the hand has gone on to.
          {...(typing ? {} : { open: false })}
          onFocus={() => setTyping(true)}
          onBlur={() => setTyping(false)}
          options={places.map((place) => ({ value: place.id, label: place.area ? `${place.name} · ${place.area.name}` : place.name }))}
          onSelect={choose}
          // Choosing an entry reports its value as typed text too: the known places' ids are not what a person typed.
          onChange={(text: string) => {
            if (places.some((place) => place.id === text)) return
            onChange(withPart(point && !partOf(value, 'placeId') ? { point } : {}, 'address', text))
          }}
        />
        <Button onClick={() => setOpen(!open)} aria-expanded={open}>
          {open ? say('closeMap') : say('onMap')}
        </Button>
      </div>
      {fault && <p className="field-fault">{fault}</p>}
      {point && (
        <p className="field-hint">
          ● {say('pointSet')}（{point[0].toFixed(5)}, {point[1].toFixed(5)}）{' '}
          <button
            type="button"
            className="link"
            onClick={() => onChange(withPart(withPart(withPart(value, 'point', undefined), 'placeId', undefined), 'areaCode', undefined))}
          >
            {say('clearPoint')}
          </button>
        </p>
      )}
      {open && (
        <Suspense fallback={<Loading rows={3} />}>
          <PointPick
            point={point ? { lon: point[0], lat: point[1] } : null}
            onPick={({ lon, lat }) => onChange({ ...withPart({}, 'address', address), point: [lon, lat] })}
          />
        </Suspense>
      )}
    </div>
  )
}
