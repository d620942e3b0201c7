import { errorTexts } from '../web/portal/error.ts'
import { fieldTexts } from '../web/field/copy.ts'
import { printTexts } from '../web/print/copy.ts'
import { setUpTexts } from '../web/setup/copy.ts'
import { figuresTexts } from '../web/portal/figures/copy.ts'
import { portalTexts } from '../web/portal/routes.ts'
import { accessTexts } from './access/texts.ts'
import { administrationTexts } from './administration/texts.ts'
import { exchangeTexts } from './exchange/texts.ts'
import { intakeTexts } from './intake/texts.ts'
import { calendarTexts } from './kernel/calendar/texts.ts'
import { fileTexts } from './kernel/files/texts.ts'
import { formTexts } from './kernel/form/texts.ts'
import { httpTexts } from './kernel/http/texts.ts'
import { createTranslator } from './kernel/i18n.ts'
import { sheetTexts } from './kernel/sheets/texts.ts'
import { xmlTexts } from './kernel/xml.ts'
import { searchTexts } from './matters/search/texts.ts'
import { matterTexts } from './matters/texts.ts'
import { notifyTexts } from './notify/texts.ts'
import { oversightTexts } from './oversight/texts.ts'
import { registerTexts } from './register/texts.ts'
import { territoryTexts } from './territory/texts.ts'
import { triageTexts } from './triage/texts.ts'

/** Every text of every capability, Chinese and English. */
export const translator = createTranslator(
  calendarTexts,
  fileTexts,
  formTexts,
  httpTexts,
  sheetTexts,
  xmlTexts,
  accessTexts,
  administrationTexts,
  exchangeTexts,
  intakeTexts,
  matterTexts,
  searchTexts,
  notifyTexts,
  oversightTexts,
  registerTexts,
  territoryTexts,
  triageTexts,
  portalTexts,
  errorTexts,
  figuresTexts,
  fieldTexts,
  setUpTexts,
  printTexts,
)

/** The texts that come with the program, which an administrator may word anew. */
export const shippedTexts = translator.all()
