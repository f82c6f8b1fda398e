import type { App } from '../../app.ts'
import type { Config } from '#platform/config.ts'

export interface DemoAccess {
  apiKey: string
  accountName: string
  userName: string
  password: string
  appId: string
  appSecret: string
}

export async function seedDemo(_app: App, _config: Config): Promise<DemoAccess | null> {
  return null
}
