'use server'

import { changeSettings } from '@/lib/auth/settings/change-settings'
import { changeSettingsSchema } from '@/lib/settings/schema.shared'
import { action } from '@/request/action'

export const changeSettingsAction = action(
  {
    permission: 'settings.write',
    proof: true,
    input: changeSettingsSchema,
    attempt: 'settings.changed',
  },
  changeSettings,
)
