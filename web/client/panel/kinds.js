/** What an element is called by its kind. */
const KINDS = {
  "bpmn:Process": ["Quy trình", "Process"],
  "bpmn:Collaboration": ["Bản vẽ nhiều bên", "Collaboration"],
  "bpmn:Participant": ["Bên tham gia", "Pool"],
  "bpmn:Lane": ["Làn", "Lane"],
  "bpmn:SequenceFlow": ["Mũi tên", "Arrow"],
  "bpmn:MessageFlow": ["Luồng thông điệp", "Message flow"],
  "bpmn:Task": ["Việc", "Task"],
  "bpmn:UserTask": ["Việc của người dùng", "User task"],
  "bpmn:ManualTask": ["Việc làm tay", "Manual task"],
  "bpmn:ServiceTask": ["Việc của dịch vụ", "Service task"],
  "bpmn:SendTask": ["Việc gửi tin", "Send task"],
  "bpmn:ReceiveTask": ["Việc nhận tin", "Receive task"],
  "bpmn:ScriptTask": ["Việc chạy kịch bản", "Script task"],
  "bpmn:BusinessRuleTask": ["Việc tra bảng quyết định", "Business rule task"],
  "bpmn:CallActivity": ["Việc gọi quy trình khác", "Call activity"],
  "bpmn:SubProcess": ["Quy trình con", "Subprocess"],
  "bpmn:Transaction": ["Giao dịch", "Transaction"],
  "bpmn:AdHocSubProcess": ["Quy trình con tự do", "Ad-hoc subprocess"],
  "bpmn:ExclusiveGateway": ["Cổng rẽ nhánh loại trừ", "Exclusive gateway"],
  "bpmn:ParallelGateway": ["Cổng song song", "Parallel gateway"],
  "bpmn:InclusiveGateway": ["Cổng bao hàm", "Inclusive gateway"],
  "bpmn:EventBasedGateway": ["Cổng chờ sự kiện", "Event-based gateway"],
  "bpmn:ComplexGateway": ["Cổng phức hợp", "Complex gateway"],
  "bpmn:StartEvent": ["Sự kiện bắt đầu", "Start event"],
  "bpmn:EndEvent": ["Sự kiện kết thúc", "End event"],
  "bpmn:IntermediateCatchEvent": ["Sự kiện chờ", "Catch event"],
  "bpmn:IntermediateThrowEvent": ["Sự kiện trung gian", "Throw event"],
  "bpmn:BoundaryEvent": ["Sự kiện gắn biên", "Boundary event"],
  "bpmn:DataObjectReference": ["Dữ liệu", "Data object"],
  "bpmn:DataStoreReference": ["Kho dữ liệu", "Data store"],
  "bpmn:DataInputAssociation": ["Dữ liệu đưa vào", "Data handed in"],
  "bpmn:DataOutputAssociation": ["Dữ liệu đưa ra", "Data handed out"],
  "bpmn:TextAnnotation": ["Chú thích", "Note"],
  "bpmn:Association": ["Nối chú thích", "Association"],
  "bpmn:Group": ["Nhóm", "Group"],
};
/** The kinds of events in words. */
export const EVENTS = {
  "bpmn:MessageEventDefinition": ["thông điệp", "message"],
  "bpmn:TimerEventDefinition": ["hẹn giờ", "timer"],
  "bpmn:SignalEventDefinition": ["tín hiệu", "signal"],
  "bpmn:ConditionalEventDefinition": ["điều kiện", "condition"],
  "bpmn:ErrorEventDefinition": ["lỗi", "error"],
  "bpmn:EscalationEventDefinition": ["leo thang", "escalation"],
  "bpmn:LinkEventDefinition": ["liên kết", "link"],
  "bpmn:TerminateEventDefinition": ["kết thúc toàn bộ", "terminate"],
  "bpmn:CancelEventDefinition": ["hủy giao dịch", "cancel"],
  "bpmn:CompensateEventDefinition": ["hoàn tác", "compensation"],
};

export function kindWords(desk) {
  const { business, t } = desk;
  if (business.triggeredByEvent) return t("Quy trình con theo sự kiện", "Event subprocess");
  const kind = t(...(KINDS[business.$type] ?? ["Phần tử", "Element"]));
  const event = EVENTS[desk.events[0]?.$type];
  return event && desk.is("bpmn:Event") ? `${kind} · ${t(...event)}` : kind;
}
