package cairn.placement.schedule;

/** The numbers of all kinds of names that hosts carry. */
record Dictionary(Names zones, Names traits, Names aggregates, Names classes) {
  Dictionary() {
    this(new Names(), new Names(), new Names(), new Names());
  }
}
