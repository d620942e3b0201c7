import { loadDirectory, needsSetup } from '../src/access/api.ts'
import { inTransaction, type Kernel } from '../src/kernel/kernel.ts'
import { loadDistrict } from './district/load.ts'
import { seedMatters, spanFor } from './matters.ts'
import { saveProgress } from './matters/store.ts'
import { demoPassword, demoPasswordHash, settle } from './settle.ts'
import { areaNames, settlePlaces } from './places.ts'

/** Fills an empty database with the demo district, once, and prints whom to log in as. */
export const seedDemo = async (kernel: Kernel, say: (line: string) => void): Promise<void> => {
  const now = kernel.clock()
  const district = loadDistrict(areaNames())
  if (await needsSetup(kernel)) {
    say('  正在准备演示数据…  preparing the demo district…')
    const passwordHash = await demoPasswordHash(kernel)
    const span = await spanFor(kernel, now)
    await inTransaction(kernel, async (tx) => {
      await settlePlaces(tx)
      await settle(kernel, tx, district, passwordHash, now)
      await saveProgress(tx, span, now)
      for (const cache of ['access.directory', 'triage.rules', 'territory.places']) await kernel.caches.changed(tx, cache, now)
    })
    await loadDirectory(kernel)
  }
  await seedMatters(kernel, now, say)
  say('')
  say(`  演示登录（口令都是 ${demoPassword}）  Demo logins (password ${demoPassword}):`)
  for (const { login, zh, en } of district.tryFirst) say(`    ${login.padEnd(16)} ${zh}  ·  ${en}`)
}
