/** What the panel says when there is no single element to speak of. */
export function placeholders({ language }) {
  const vi = language !== "en";
  return {
    getEmpty: () => ({ text: vi ? "Hãy chọn một phần tử." : "Choose an element." }),
    getMultiple: () => ({
      text: vi
        ? "Đang chọn nhiều phần tử. Hãy chọn một phần tử để sửa thuộc tính."
        : "Several elements are chosen. Choose one to edit its properties.",
    }),
  };
}
