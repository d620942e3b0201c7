import { formatDay, parseDay } from '../../kernel/calendar/day.ts'

/** A day (`2026-03-02`) so many days later, or earlier when negative. */
export const addDaysText = (day: string, days: number): string => formatDay(parseDay(day) + days)
