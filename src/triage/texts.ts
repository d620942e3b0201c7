import { defineTexts } from '../kernel/i18n.ts'

/** Said beside the suggestions of a dispatch. */
export const triageTexts = defineTexts({
  'triage.by-past': {
    zh: '近半年{area}同类事项有 {n} 件由它主办',
    en: 'It led {n} matters of this kind in {area} in the last half year',
  },
})
