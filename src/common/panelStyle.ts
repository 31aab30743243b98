/** The style of `LazyPanel`, in a module of its own so that it can be loaded with the first panel. */
import '../../style/base.css';
