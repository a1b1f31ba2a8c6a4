import { redirect } from 'next/navigation'
import { HOME } from '@/lib/auth/return-path'

export default function FirstPage() {
  redirect(HOME)
}
