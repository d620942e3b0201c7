import { useEffect, useRef } from 'react'
import type { KeyPress } from '../inbox/keys.ts'

/** Reads a key press; typing fields, and anything inside an open pop-up, keep their keys. */
export const pressOf = (event: KeyboardEvent): KeyPress => {
  const target = event.target instanceof HTMLElement ? event.target : null
  const typed = target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
  const editable =
    typed ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    target?.isContentEditable === true ||
    target?.closest('[role=dialog], [role=listbox], [role=menu], .ant-select') !== null
  const { key, ctrlKey, metaKey, altKey, isComposing } = event
  return { key, ctrlKey, metaKey, altKey, isComposing, tag: target?.tagName ?? '', editable: target !== null && editable }
}

/** Hears key presses of the whole window with the newest handler. */
export const useKeys = (handler: (event: KeyboardEvent) => void): void => {
  const latest = useRef(handler)
  useEffect(() => {
    latest.current = handler
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => latest.current(event)
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [])
}
