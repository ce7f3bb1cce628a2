import { Head } from "../parts/Head.js";
import { dataObjects, mapping } from "./data.js";
import { triggers } from "./events.js";
import { collaboration, general, rare, wholeProcess } from "./general.js";
import { furtherTriggers } from "./many.js";
import { basis, costs, papers, portal, time, who } from "./people.js";
import { repeat } from "./repeat.js";
import { adHoc, call, decision, ending, script, service, taskMessage, ways } from "./work.js";

/** The groups of the panel for the chosen element, in the order of what officials ask first. */
export function groupsOf(desk) {
  const groups = [
    { id: "head", component: Head, desk },
    collaboration(desk),
    general(desk),
    wholeProcess(desk),
    ways(desk),
    who(desk),
    papers(desk),
    ...triggers(desk),
    taskMessage(desk),
    service(desk),
    decision(desk),
    script(desk),
    call(desk),
    adHoc(desk),
    dataObjects(desk),
    ending(desk),
    time(desk),
    portal(desk),
    repeat(desk),
    mapping(desk),
    basis(desk),
    costs(desk),
    furtherTriggers(desk),
    rare(desk),
  ];
  return groups.filter(Boolean);
}
