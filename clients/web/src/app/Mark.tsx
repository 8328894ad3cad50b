import styles from "./Mark.module.css";

/** The product's sign and name. The name is the same in every language. */
export function Mark() {
  return (
    <span className={styles["mark"]}>
      <img src="/icon.svg" alt="" width="28" height="28" />
      <span translate="no">{productName}</span>
    </span>
  );
}

export const productName = "Anchor Ledger";
