import { waitThroughOutages } from './components/layout/live/patient-fetch'

waitThroughOutages()
