import type { Simulators } from '../simulators';

/** What can be wrong with both providers at once, by the switch of the page. */
export const WEATHERS = ['fair', 'noCredit', 'slow', 'lostAnswer'] as const;
export type Weather = (typeof WEATHERS)[number];

const SLOW_MS = 5_000;

const SENDS_OF_RAYGAN = [
	'SendMessage',
	'SendCorrespondingMessage',
	'SendMessageToPort',
	'SendAutoCode',
	'SendCode',
];
const SENDS_OF_TURKEY = ['send', 'sendGet', 'bulk', 'personalized', 'otp', 'otpGet', 'otpDetailed'];

/** Until the switch is turned again. */
const ALWAYS = { when: 'after', times: Number.MAX_SAFE_INTEGER } as const;

/** The switch for faults: one at a time, until another one is chosen. */
export class WeatherSwitch {
	private current: Weather = 'fair';
	/** Puts right again what the present fault changed */
	private clearUp = () => {};

	constructor(private readonly simulators: Simulators) {}

	get weather(): Weather {
		return this.current;
	}

	turn(weather: Weather): void {
		this.clearUp();
		this.clearUp = this.begin(weather);
		this.current = weather;
	}

	private begin(weather: Weather): () => void {
		const { raygan, turkey } = this.simulators;
		switch (weather) {
			case 'fair':
				return () => {};
			case 'noCredit': {
				const { credit } = raygan.account;
				const { localBalance, internationalBalance } = turkey.account;
				raygan.account.credit = 0;
				Object.assign(turkey.account, { localBalance: 0, internationalBalance: 0 });
				return () => {
					raygan.account.credit = credit;
					Object.assign(turkey.account, { localBalance, internationalBalance });
				};
			}
			case 'slow':
				raygan.latencyMs = SLOW_MS;
				turkey.latencyMs = SLOW_MS;
				return () => {
					raygan.latencyMs = 0;
					turkey.latencyMs = 0;
				};
			case 'lostAnswer':
				for (const endpoint of SENDS_OF_RAYGAN)
					raygan.faults.next('reset', { endpoint, ...ALWAYS });
				for (const endpoint of SENDS_OF_TURKEY)
					turkey.faults.next('reset', { endpoint, ...ALWAYS });
				return () => {
					raygan.faults.clear();
					turkey.faults.clear();
				};
		}
	}
}
