import type { Answer } from '../../shared/faults/faults';
import type { Call } from './call';
import type { DetailedReport, Report } from './reportSchemas';
import { detailedReport, report } from './reportSchemas';
import type { MessageStatus } from './statusSchemas';
import { messageStatus } from './statusSchemas';

export interface DeliveryCalls {
	/** sms-durumu/sms_durumu.php: where a message stands that was sent alone. */
	getStatus(smsId: string): Promise<Answer<MessageStatus>>;
	/** rapor/temel: the counts of a bulk send. */
	getReport(reportId: string): Promise<Answer<Report>>;
	/** rapor/detayli: the same, and where the message to each number stands. */
	getDetailedReport(reportId: string): Promise<Answer<DetailedReport>>;
}

export function deliveryCalls({ post, get }: Call): DeliveryCalls {
	return {
		getStatus: async (smsId) =>
			await get('sms-durumu/sms_durumu.php', { sms_id: smsId }, messageStatus),
		getReport: async (reportId) => await post('rapor/temel', { raporid: reportId }, report),
		getDetailedReport: async (reportId) =>
			await post('rapor/detayli', { raporid: reportId }, detailedReport),
	};
}
