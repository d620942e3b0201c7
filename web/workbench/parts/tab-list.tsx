import type { KeyboardEvent, ReactElement } from 'react'

interface Props<Tab extends string> {
  readonly label: string
  readonly tabs: readonly Tab[]
  readonly at: Tab
  readonly title: (tab: Tab) => string
  readonly onTurn: (tab: Tab) => void
}

/** Tabs that scroll sideways where they have no room, instead of hiding behind a button. The arrows turn them. */
export const TabList = <Tab extends string>({ label, tabs, at, title, onTurn }: Props<Tab>): ReactElement => {
  const turn = (event: KeyboardEvent<HTMLButtonElement>): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    const next = step === undefined ? undefined : tabs[(tabs.indexOf(at) + step + tabs.length) % tabs.length]
    if (next === undefined) return
    event.preventDefault()
    onTurn(next)
    event.currentTarget.parentElement?.querySelectorAll<HTMLButtonElement>('[role=tab]')[tabs.indexOf(next)]?.focus()
  }
  return (
    <div role="tablist" aria-label={label} className="tab-list">
      {tabs.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          aria-selected={tab === at}
          tabIndex={tab === at ? 0 : -1}
          onClick={() => onTurn(tab)}
          onKeyDown={turn}
        >
          {title(tab)}
        </button>
      ))}
    </div>
  )
}
