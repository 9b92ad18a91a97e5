import { z } from 'zod';

import type { Answer } from '../../shared/faults/faults';
import { anyCase } from './anyCase';
import type { Call } from './call';
import { credit, numeric, text } from './schemas';

/** What one part of a message costs, in Rial. */
export interface Prices {
	readonly persianPrice: number;
	readonly latinPrice: number;
}

export interface AccountCalls {
	/** GetCredit: what is left on the account, in Rial. */
	getCredit(): Promise<Answer<{ credit: number }>>;
	/** GetPrices: what a part costs in Persian and in Latin letters. */
	getPrices(): Promise<Answer<Prices>>;
	/**
	 * ShowWhiteList: those of the numbers that are not on the blacklist, as the service writes them
	 * (without the leading 0). One that it holds for invalid is left out as well.
	 */
	showWhiteList(mobiles: readonly string[]): Promise<Answer<readonly string[]>>;
}

export function accountCalls(call: Call): AccountCalls {
	return {
		async getCredit() {
			const result = credit.transform((rial) => ({ credit: rial }));
			return await call('GetCredit', {}, result);
		},
		async getPrices() {
			const prices = anyCase({ fa_price: numeric, en_price: numeric });
			const result = prices.transform(({ fa_price, en_price }) => ({
				persianPrice: fa_price,
				latinPrice: en_price,
			}));
			return await call('GetPrices', {}, result);
		},
		async showWhiteList(mobiles) {
			return await call('ShowWhiteList', { MobilesList: [...mobiles] }, z.array(text));
		},
	};
}
