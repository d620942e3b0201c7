/** The last day of the scenario, a Saturday, so that the days of a week stay what they are when all is moved by whole weeks. */
export const lastDay = '2026-11-07'
