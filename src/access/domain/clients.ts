/** What a key may be good for: reading more than the public may, filing and updating matters, handing over upstream orders. */
export const clientScopes = ['read', 'submit', 'upstream'] as const
export type ClientScope = (typeof clientScopes)[number]
