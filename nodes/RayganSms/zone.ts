import { zoneToShow } from '../shared/sms/dates';

/** The service works in Iran. */
const PROVIDER_ZONE = 'Asia/Tehran';

/** The zone of times in outputs: the workflow's, or the provider's own where nobody chose one. */
export const shownZone = (zone: string): string => zoneToShow(zone, PROVIDER_ZONE);
