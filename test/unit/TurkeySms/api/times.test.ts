import { readTime, timeReader } from '../../../../nodes/TurkeySms/api/times';

test.each([
	['2024-09-19 19:35:38', '2024-09-19T19:35:38+03:00'],
	['2021-01-01 13:10:00', '2021-01-01T13:10:00+03:00'],
	// Until 2016 Turkey had a winter time.
	['2015-12-01 12:00:00', '2015-12-01T12:00:00+02:00'],
])('%s is read in Istanbul', (written, iso) => {
	expect(readTime(written)).toBe(iso);
	const read = timeReader();
	expect([read(written), read(written)]).toEqual([iso, iso]);
});

test.each(['', ' ', '0000-00-00 00:00:00', 'soon'])('“%s” is no time', (written) => {
	expect(readTime(written)).toBeUndefined();
});
