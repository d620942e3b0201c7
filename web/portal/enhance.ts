// What scripts add to the residents' pages. Every page works without this file; nothing here decides anything.

const all = <E extends HTMLElement>(selector: string): readonly E[] => Array.from(document.querySelectorAll<E>(selector))

/** Two different characters that look the same are both the empty box of a machine without Chinese letters. */
const lacksChinese = (): boolean => {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 24
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return false
  const [one, other] = ['邻', '里'].map((character) => {
    context.clearRect(0, 0, 24, 24)
    context.font = '20px sans-serif'
    context.fillText(character, 0, 20)
    return context.getImageData(0, 0, 24, 24).data.join()
  })
  return one === other
}

const loadFonts = (): void => {
  const href = document.body.dataset['fonts']
  if (!href || !lacksChinese()) return
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = href
  document.head.append(link)
}

type Draft = Record<string, string>
type TextInput = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** A draft left on a shared machine must not tell who wrote it: name, telephone and address of the person are never kept. */
const keepable = (input: TextInput): boolean =>
  input.name !== '' &&
  !['hidden', 'file', 'password'].includes(input.type) &&
  !/^(?:name|tel|email|one-time-code)$/.test(input.autocomplete)

const inputsOf = (form: HTMLFormElement): readonly TextInput[] =>
  Array.from(form.elements).filter(
    (input): input is TextInput => /^(?:INPUT|TEXTAREA|SELECT)$/.test(input.tagName) && keepable(input as TextInput),
  )

const isTick = (input: TextInput): input is HTMLInputElement => input.type === 'radio' || input.type === 'checkbox'

const draftDays = 7

const readDraft = (key: string): Draft => {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as { at?: number; values?: Draft }
    return kept.at && Date.now() - kept.at < draftDays * 86_400_000 ? (kept.values ?? {}) : {}
  } catch {
    return {}
  }
}

const saveDraft = (key: string, form: HTMLFormElement): void => {
  const values = readDraft(key)
  for (const input of inputsOf(form)) {
    if (isTick(input)) values[`${input.name}=${input.value}`] = input.checked ? '1' : ''
    else values[input.name] = input.value
  }
  try {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), values }))
  } catch {
    // Full or forbidden storage only means that there is no draft.
  }
}

const dropDraft = (key: string): void => {
  try {
    localStorage.removeItem(key)
  } catch {
    // Where storage is forbidden nothing was kept.
  }
}

/** Puts back what was written before, but never over what the server sent or the person chose since. */
const restoreDraft = (key: string, form: HTMLFormElement): boolean => {
  const values = readDraft(key)
  const chosen = new Set(
    inputsOf(form)
      .filter((input) => isTick(input) && input.checked)
      .map((input) => input.name),
  )
  let restored = false
  for (const input of inputsOf(form)) {
    if (isTick(input)) {
      if (values[`${input.name}=${input.value}`] !== '1' || chosen.has(input.name)) continue
      input.checked = true
    } else {
      const value = values[input.name]
      if (!value || input.value !== '') continue
      input.value = value
    }
    restored = true
  }
  return restored
}

/** `<form data-draft="report" data-restored="…">`; a page with `data-draft-sent="report"` ends the draft. */
const keepDrafts = (): void => {
  for (const sent of all('[data-draft-sent]')) dropDraft(`linli.draft.${sent.dataset['draftSent']}`)
  for (const form of all<HTMLFormElement>('form[data-draft]')) {
    const key = `linli.draft.${form.dataset['draft']}`
    if (restoreDraft(key, form) && form.dataset['restored']) say(form, form.dataset['restored'])
    let timer = 0
    form.addEventListener('input', () => {
      clearTimeout(timer)
      timer = window.setTimeout(() => saveDraft(key, form), 400)
    })
    form.addEventListener('submit', () => {
      clearTimeout(timer)
      saveDraft(key, form)
    })
  }
}

const say = (form: HTMLFormElement, text: string): void => {
  const line = document.createElement('p')
  line.className = 'hint'
  line.setAttribute('role', 'status')
  line.textContent = text
  form.prepend(line)
}

/** Characters as the server counts them: code points, after newlines became one character. */
const countCharacters = (text: string): number => Array.from(text.trim().replaceAll('\r\n', '\n')).length

const countText = (): void => {
  for (const area of all<HTMLTextAreaElement>('textarea[data-max]')) {
    const line = document.getElementById(`${area.id}-count`)
    const { max, left = '', over = '' } = area.dataset
    const update = (): void => {
      const rest = Number(max) - countCharacters(area.value)
      if (!line) return
      line.textContent = (rest < 0 ? over : left).replace('{n}', String(Math.abs(rest)))
      line.classList.toggle('over', rest < 0)
    }
    area.addEventListener('input', update)
    if (area.value !== '') update()
  }
}

const locate = (): void => {
  if (!('geolocation' in navigator) || !window.isSecureContext) return
  for (const button of all<HTMLButtonElement>('[data-locate]')) {
    const line = button.parentElement?.querySelector('[role=status]')
    const target = document.getElementById(button.dataset['locate'] ?? '')
    if (!line || !(target instanceof HTMLInputElement)) continue
    button.parentElement?.removeAttribute('hidden')
    button.addEventListener('click', () => {
      line.textContent = button.dataset['busy'] ?? ''
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          target.value = `${coords.longitude.toFixed(6)},${coords.latitude.toFixed(6)}`
          target.dispatchEvent(new Event('change', { bubbles: true }))
          line.textContent = (button.dataset['done'] ?? '').replace('{n}', String(Math.round(coords.accuracy)))
        },
        () => (line.textContent = button.dataset['failed'] ?? ''),
        { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
      )
    })
  }
}

const longestSide = 2048
const smallEnough = 1_000_000

/** Shrinks a photo before it goes over a slow network. Anything that cannot be shrunk is sent as it is; the server judges it. */
const shrink = async (file: File): Promise<File> => {
  if (!/^image\/(?:jpeg|png|webp|heic|heif)$/.test(file.type) || file.size < smallEnough) return file
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(bitmap.width * scale)
    canvas.height = Math.round(bitmap.height * scale)
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    bitmap.close()
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85))
    return blob && blob.size < file.size
      ? new File([blob], file.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg', lastModified: file.lastModified })
      : file
  } catch {
    return file
  }
}

/** Photos add up over several choices (a camera gives one at a time), show themselves, and can be taken back. */
const collectPhotos = (input: HTMLInputElement): void => {
  let files: readonly File[] = []
  const list = document.createElement('ul')
  list.className = 'previews'
  input.after(list)
  const show = (): void => {
    const transfer = new DataTransfer()
    for (const file of files) transfer.items.add(file)
    input.files = transfer.files
    list.replaceChildren(
      ...files.map((file) => preview(file, input.dataset['remove'] ?? '', () => ((files = files.filter((one) => one !== file)), show()))),
    )
  }
  input.addEventListener('change', () => {
    const known = new Set(files.map(nameOf))
    const fresh = Array.from(input.files ?? []).filter((file) => !known.has(nameOf(file)))
    files = [...files, ...fresh].slice(0, Number(input.dataset['photos']))
    show()
    for (const file of fresh) {
      void shrink(file).then((small) => {
        if (small === file) return
        files = files.map((one) => (one === file ? small : one))
        show()
      })
    }
  })
}

const nameOf = (file: File): string => `${file.name.replace(/\.\w+$/, '')} ${file.lastModified}`

const preview = (file: File, label: string, remove: () => void): HTMLLIElement => {
  const item = document.createElement('li')
  const image = document.createElement('img')
  image.src = URL.createObjectURL(file)
  image.alt = file.name
  image.onload = () => URL.revokeObjectURL(image.src)
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button quiet'
  button.textContent = label
  button.setAttribute('aria-label', `${label} ${file.name}`)
  button.addEventListener('click', remove)
  item.append(image, button)
  return item
}

/** A second press sends nothing. The buttons stay enabled for the browser, which would otherwise leave out the pressed one's value. */
const sendOnce = (): void => {
  for (const form of all<HTMLFormElement>('form[method=post]')) {
    const buttons = Array.from(form.querySelectorAll('button[type=submit]'))
    form.addEventListener('submit', (event) => {
      if (form.dataset['sent']) event.preventDefault()
      form.dataset['sent'] = '1'
      for (const button of buttons) button.setAttribute('aria-disabled', 'true')
    })
    window.addEventListener('pageshow', () => {
      delete form.dataset['sent']
      for (const button of buttons) button.removeAttribute('aria-disabled')
    })
  }
}

/** Buttons that only a script can serve stay hidden until it is there. */
const offerPrint = (): void => {
  for (const button of all<HTMLButtonElement>('[data-print]')) {
    button.hidden = false
    button.addEventListener('click', () => window.print())
  }
}

/** Parts that few pages have come when they are there. */
const loadParts = (): void => {
  if (document.querySelector('[data-save-image]')) void import('./report/save.ts').then(({ offerPicture }) => offerPicture())
  if (document.querySelector('[data-map]')) void import('./map.ts').then(({ offerMap }) => offerMap())
}

loadFonts()
keepDrafts()
countText()
locate()
for (const input of all<HTMLInputElement>('input[data-photos]')) collectPhotos(input)
sendOnce()
offerPrint()
loadParts()
document.querySelector<HTMLElement>('.error-summary')?.focus()
