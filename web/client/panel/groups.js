import { TextFieldEntry } from "@bpmn-io/properties-panel";

/** The groups of the panel for one element. */
export function groupsOf(element, injector, { language }) {
  const modeling = injector.get("modeling");
  const business = element.businessObject;
  const entries = [
    {
      id: "name",
      component: TextFieldEntry,
      element,
      label: language === "en" ? "Name" : "Tên",
      debounce: (call) => call,
      getValue: () => business.get("name") || "",
      setValue: (name) => modeling.updateProperties(element, { name }),
    },
  ];
  return [{ id: "general", label: language === "en" ? "General" : "Chung", entries }];
}
