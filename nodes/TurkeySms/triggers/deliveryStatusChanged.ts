import { deliveryEvent } from '../../shared/polling/deliveryEvent';
import { deliverySource } from './deliverySource';

export const deliveryStatusChanged = deliveryEvent(
	{
		name: 'Delivery Status Changed',
		value: 'deliveryStatusChanged',
		action: 'On delivery status changed',
		description:
			'Starts the workflow when messages that you sent are delivered, or are known not to be',
	},
	deliverySource,
);
