'use server'

import { changeSettings } from '@/lib/auth/settings/change-settings'
import { settingsSchema } from '@/lib/settings/schema.shared'
import { action } from '@/request/action'

export const changeSettingsAction = action(
  {
    permission: 'settings.write',
    proof: true,
    input: settingsSchema,
    attempt: 'settings.changed',
  },
  changeSettings,
)
