import { parseInstant, toIso, zoneToShow } from '../../shared/sms/dates';

/** The service's times carry no zone of their own; it works in Turkey. */
export const PROVIDER_ZONE = 'Europe/Istanbul';

/** The zone of our own times in outputs: the workflow's, or the provider's own where nobody chose one. */
export const shownZone = (zone: string): string => zoneToShow(zone, PROVIDER_ZONE);

/** `2024-09-19 19:35:38` → `2024-09-19T19:35:38+03:00`; undefined where it is no time, such as an empty one. */
export function readTime(written: string): string | undefined {
	const instant = parseInstant(written, PROVIDER_ZONE);
	return instant.ok ? toIso(instant.epochMs, PROVIDER_ZONE) : undefined;
}

/** The same with a memory: the rows of a report bear the same seconds over and over. */
export function timeReader(): (written: string) => string | undefined {
	const known = new Map<string, string | undefined>();
	return (written) => {
		if (!known.has(written)) known.set(written, readTime(written));
		return known.get(written);
	};
}
