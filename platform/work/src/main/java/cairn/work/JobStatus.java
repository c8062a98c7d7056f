package cairn.work;

/** Whether a job still has something to do. */
public enum JobStatus {
  /** It runs or waits for its time. */
  READY,
  /** It is finished. */
  DONE,
  /** It was given up; an operator may retry it. */
  DEAD
}
